/** What a server tells of itself before anybody signs in. */
export interface ServerOffer {
  /**
   * SASL mechanisms in capitals (`PLAIN`, `XOAUTH2`). `LOGIN` also stands for the protocol's own sign-in by user name and
   * password: LOGIN of IMAP, USER of POP3.
   */
  readonly mechanisms: readonly string[];
}

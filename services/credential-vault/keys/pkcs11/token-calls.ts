/** What is asked of the thread of a token. The bytes are handed over, so that no copy stays behind. */
export type TokenCall = { readonly id: number } & (
  | { readonly operation: 'versions' }
  | { readonly operation: 'create' | 'destroy'; readonly keyVersion: number }
  | {
      readonly operation: 'wrap' | 'unwrap';
      readonly keyVersion: number;
      readonly data: Uint8Array;
      readonly associatedData: Uint8Array;
    }
);

export type TokenAnswer = { readonly id: number } & (
  | { readonly ok: true; readonly value: number[] | Uint8Array | undefined }
  | { readonly ok: false; readonly isBroken: boolean; readonly problem: string }
);

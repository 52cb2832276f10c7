-- Who an account is at its provider, for good; the e-mail address beside it may change hands, and is only shown.
alter table oauth_grant add column subject text;
alter table oauth_authorization add column subject text;
create index oauth_grant_of_subject on oauth_grant (provider, subject) where state = 'active';

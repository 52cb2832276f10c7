-- Each new sign-in looks for the oldest unfinished ones of its subscriber.
create index oauth_authorization_of_subscriber on oauth_authorization (tenant_id, subscriber_id, begun_at);

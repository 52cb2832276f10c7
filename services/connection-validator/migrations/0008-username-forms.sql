-- Which form of a user name the incoming server of a domain took, so that colleagues of who found it out need no refusal
-- for it. Nobody's name is in it.
CREATE TABLE username_form (
  host text NOT NULL,
  email_domain text NOT NULL,
  form text NOT NULL CHECK (form IN ('address', 'local-part')),
  PRIMARY KEY (host, email_domain)
);

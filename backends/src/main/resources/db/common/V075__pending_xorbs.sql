-- What uploads that broke off have sent to a repository.
create index xorb_receipt_repository on xorb_receipt (repository, xorb);

package aive.store;

import aive.aws.TestS3;

class S3VersionedStoreTest extends VersionedStoreContract {

    private final String bucket = TestS3.bucket("notes");

    @Override
    protected VersionedStore notes() {
        return new S3VersionedStore(TestS3.CLIENT, bucket);
    }
}

package aive.store;

import aive.aws.TestS3;

class S3NotesTest extends SharedNotesContract {

    private final String bucket = TestS3.bucket("notes");

    @Override
    protected SharedNotes notes() {
        return new S3Notes(TestS3.CLIENT, bucket);
    }
}

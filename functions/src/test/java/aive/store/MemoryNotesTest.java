package aive.store;

class MemoryNotesTest extends SharedNotesContract {

    private final MemoryNotes notes = new MemoryNotes();

    @Override
    protected SharedNotes notes() {
        return notes;
    }
}

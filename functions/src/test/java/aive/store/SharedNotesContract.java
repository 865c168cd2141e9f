package aive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.store.SharedNotes.Note;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What holds of all shared notes.
abstract class SharedNotesContract {

    private static final String KEY = "notices/callbacks/a.json";

    protected abstract SharedNotes notes();

    @Test
    void whatWasWrittenIsRead() {
        SharedNotes notes = notes();
        assertEquals(Optional.empty(), notes.read(KEY));
        assertTrue(notes.write(KEY, Optional.empty(), "größer"));
        assertEquals("größer", notes.read(KEY).orElseThrow().text());
    }

    @Test
    void aNoteThatIsThereIsNotNewAgain() {
        SharedNotes notes = notes();
        assertTrue(notes.write(KEY, Optional.empty(), "a"));
        assertFalse(notes.write(KEY, Optional.empty(), "b"));
        assertEquals("a", notes.read(KEY).orElseThrow().text());
    }

    @Test
    void aNoteThatSomebodyElseHasChangedIsNotOverwritten() {
        // given
        SharedNotes notes = notes();
        assertTrue(notes.write(KEY, Optional.empty(), "a"));
        Optional<Note> read = notes.read(KEY);
        // when
        assertTrue(notes.write(KEY, read, "b"));
        // then
        assertNotEquals(read, notes.read(KEY));
        assertFalse(notes.write(KEY, read, "c"));
        assertEquals("b", notes.read(KEY).orElseThrow().text());
    }

    @Test
    void aNoteThatIsNotThereCannotBeChanged() {
        assertFalse(notes().write(KEY, Optional.of(new Note("a", "\"0123456789abcdef0123456789abcdef\"")), "b"));
    }

    @Test
    void ofManyWhoChangeItAtOnceNobodyIsForgotten() throws Exception {
        // given
        SharedNotes notes = notes();
        int writers = 6;
        // when
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, writers).mapToObj(_ -> threads.submit(() -> countUp(notes))).toList();
            for (var each : all) {
                each.get();
            }
        }
        // then
        assertEquals(Integer.toString(writers), notes.read(KEY).orElseThrow().text());
    }

    private static void countUp(SharedNotes notes) {
        boolean written = false;
        while (!written) {
            Optional<Note> note = notes.read(KEY);
            written = notes.write(KEY, note, Integer.toString(1 + note.map(now -> Integer.parseInt(now.text())).orElse(0)));
        }
    }
}

package aive.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.store.VersionedStore.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What holds of all shared notes.
abstract class VersionedStoreContract {

    private static final String KEY = "notices/callbacks/a.json";

    protected abstract VersionedStore notes();

    @Test
    void whatWasWrittenIsRead() {
        VersionedStore notes = notes();
        assertEquals(Optional.empty(), notes.read(KEY));
        assertTrue(notes.write(KEY, Optional.empty(), "größer"));
        assertEquals("größer", notes.read(KEY).orElseThrow().text());
    }

    @Test
    void aNoteThatIsThereIsNotNewAgain() {
        VersionedStore notes = notes();
        assertTrue(notes.write(KEY, Optional.empty(), "a"));
        assertFalse(notes.write(KEY, Optional.empty(), "b"));
        assertEquals("a", notes.read(KEY).orElseThrow().text());
    }

    @Test
    void aNoteThatSomebodyElseHasChangedIsNotOverwritten() {
        // given
        VersionedStore notes = notes();
        assertTrue(notes.write(KEY, Optional.empty(), "a"));
        Optional<Version> read = notes.read(KEY);
        // when
        assertTrue(notes.write(KEY, read, "b"));
        // then
        assertNotEquals(read, notes.read(KEY));
        assertFalse(notes.write(KEY, read, "c"));
        assertEquals("b", notes.read(KEY).orElseThrow().text());
    }

    @Test
    void aNoteThatIsNotThereCannotBeChanged() {
        assertFalse(notes().write(KEY, Optional.of(new Version("a", "\"0123456789abcdef0123456789abcdef\"")), "b"));
    }
}

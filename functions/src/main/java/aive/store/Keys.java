package aive.store;

import java.util.stream.Stream;

/// What is a key in every store.
final class Keys {

    private Keys() {}

    /// What another store would take for another key must not meet in one: `a//b`, `a/./b`, `c/../a/b`.
    ///
    /// @return `key`
    /// @throws IllegalArgumentException if it is none; names that begin with a dot are the stores' own
    static String checked(String key) {
        if (key.contains("\\") || Stream.of(key.split("/", -1)).anyMatch(name -> name.isEmpty() || name.startsWith("."))) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return key;
    }
}

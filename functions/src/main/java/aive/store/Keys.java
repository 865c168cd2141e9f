package aive.store;

import java.util.stream.Stream;

/// Checks keys.
final class Keys {

    private Keys() {}

    /// Returns `key`. Keys that a folder would treat as equal are refused: `a//b`, `a/./b`, `c/../a/b`.
    ///
    /// @return `key`
    /// @throws IllegalArgumentException if it is not a key; names that begin with a dot are reserved for the stores
    static String checked(String key) {
        if (key.contains("\\")
                || Stream.of(key.split("/", -1)).anyMatch(name -> name.isEmpty() || name.startsWith("."))) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return key;
    }
}

package aive.store;

import java.util.stream.Stream;

/// Checks keys.
final class Keys {

    private Keys() {}

    /// Checks that `key` is valid. Refuses other spellings of a key's path, such as `a//b`, `a/./b`, and `c/../a/b`.
    ///
    /// @return `key`
    /// @throws IllegalArgumentException if `key` is not valid; names that begin with a dot are reserved for the stores
    static String checked(String key) {
        if (key.contains("\\")
                || Stream.of(key.split("/", -1)).anyMatch(name -> name.isEmpty() || name.startsWith("."))) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return key;
    }
}

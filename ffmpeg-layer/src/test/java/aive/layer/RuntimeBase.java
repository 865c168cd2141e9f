package aive.layer;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Lambda's `java25` runtime has beneath a layer: Amazon Linux 2023 in its minimal form, of which AWS says that
/// the runtimes are made.
///
/// Nothing here could be looked at on AWS. What stands here is documented; see docs/reference/ffmpeg-layer.md for
/// where.
final class RuntimeBase {

    /// Each library with the reason why it is there.
    static final Map<String, String> LIBRARIES = Map.of(
            "ld-linux-x86-64.so.2", "glibc: the loader itself",
            "ld-linux-aarch64.so.1", "glibc: the loader itself",
            "libc.so.6", "glibc",
            "libm.so.6", "glibc",
            "libmvec.so.1", "glibc, x86-64 only; since 2.22",
            "libgcc_s.so.1", "package libgcc, in the minimal image: its package manager is C++",
            "libstdc++.so.6", "package libstdc++, in the minimal image: its package manager is C++");

    /// The newest version of each family: glibc 2.34, and the C++ libraries of GCC 11, which it began with (it has
    /// newer ones by now).
    private static final Map<String, List<Integer>> NEWEST = Map.of(
            "GLIBC", List.of(2, 34),
            "GLIBCXX", List.of(3, 4, 29),
            "CXXABI", List.of(1, 3, 13),
            "GCC", List.of(7, 0, 0));

    private RuntimeBase() {}

    /// Names of its libraries.
    static Set<String> libraries() {
        return LIBRARIES.keySet();
    }

    /// Whether it has a version of a library's symbols, `GLIBC_2.34`.
    static boolean has(String version) {
        int end = version.indexOf('_');
        List<Integer> newest = end < 0 ? null : NEWEST.get(version.substring(0, end));
        if (newest == null || !version.substring(end + 1).matches("[0-9]+(\\.[0-9]+)*")) {
            return false;
        }
        String[] numbers = version.substring(end + 1).split("\\.");
        for (int i = 0; i < Math.min(numbers.length, newest.size()); i++) {
            int difference = Integer.parseInt(numbers[i]) - newest.get(i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return numbers.length <= newest.size();
    }
}

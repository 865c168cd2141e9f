package aive.cli;

import aive.store.StoreCleanup;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/// Deletes old objects from the store of local renders: `clean --local`.
///
/// @param unusedFor objects that were not used for so long are deleted
/// @param mostBytes the limit for the store's size; empty for none
record LocalCleanup(Duration unusedFor, Optional<Long> mostBytes) {

    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([hdw])");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KMGT])B?");
    private static final List<String> UNITS = List.of("K", "M", "G", "T");

    /// @param now the time of the command
    void clean(Path store, Instant now) {
        StoreCleanup.Freed freed = StoreCleanup.clean(store, now.minus(unusedFor), mostBytes);
        Terminal.print("%s: %d files deleted, %s freed; %s in %d files left"
                .formatted(
                        store,
                        freed.deleted().files(),
                        readable(freed.deleted().bytes()),
                        readable(freed.left().bytes()),
                        freed.left().files()));
    }

    /// Parses an age: `12h`, `30d`, `8w`.
    static Duration age(String text) {
        Matcher parts = AGE.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'%s' is not an age such as 12h, 30d, or 8w".formatted(text));
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }

    /// Parses a size: `500M`, `20G`; a K is 1,000 bytes.
    static long size(String text) {
        Matcher parts = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new TypeConversionException("'%s' is not a size such as 500M or 20G".formatted(text));
        }
        return BigDecimal.valueOf(Long.parseLong(parts.group(1)))
                .scaleByPowerOfTen(3 * (UNITS.indexOf(parts.group(2)) + 1))
                .longValueExact();
    }

    /// A number of bytes for people to read: `1.2 GB`.
    static String readable(long bytes) {
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}

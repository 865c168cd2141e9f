package aive.ffmpeg;

import aive.media.AudioHole;
import aive.time.Rational;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Presentation times of the packets of an untrusted stream, computed from the packets, not from the header.
///
/// @param first start of the first packet, in seconds
/// @param end end of the last packet, in seconds
/// @param storedLength time from the first to the end of the last stored packet, in seconds, if an edit list hides some
/// @param longest longest time from one packet's start to the next, in seconds
record PacketTimestamps(Rational first, Rational end, Optional<Rational> storedLength, Rational longest) {

    /// The length of the shortest audible gap, in seconds.
    private static final Rational HEARD = Rational.of(1, 50);

    /// @param printed ffprobe's packet lines: `pts,dts,duration,size,pos,flags`, and possibly more fields; times in
    ///     units of the time base
    /// @param usual duration of a packet that states none
    /// @return empty if there is no packet
    static Optional<PacketTimestamps> parse(String printed, long usual, Rational timeBase) {
        long end = Long.MIN_VALUE;
        long storedStart = Long.MAX_VALUE;
        long storedEnd = Long.MIN_VALUE;
        String[] lines = printed.lines().toArray(String[]::new);
        long[] starts = new long[lines.length];
        int count = 0;
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            // AVI has no presentation times; the decoding time gives the order in the file.
            String start = isNumber(fields[0]) || fields.length < 3 ? fields[0] : fields[1];
            if (isNumber(start)) {
                long duration = fields.length > 2 && isNumber(fields[2]) ? Long.parseLong(fields[2]) : usual;
                long from = Long.parseLong(start);
                long to = from + Math.max(1, duration);
                storedStart = Math.min(storedStart, from);
                storedEnd = Math.max(storedEnd, to);
                if (!isHidden(fields)) {
                    starts[count] = from;
                    end = Math.max(end, to);
                    count++;
                }
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        Arrays.sort(starts, 0, count);
        long longest = end - starts[count - 1];
        for (int i = 1; i < count; i++) {
            longest = Math.max(longest, starts[i] - starts[i - 1]);
        }
        boolean allShown = storedStart == starts[0] && storedEnd == end;
        Optional<Rational> stored = allShown
                ? Optional.empty()
                : Optional.of(Rational.of(storedEnd - storedStart).times(timeBase));
        return Optional.of(new PacketTimestamps(
                Rational.of(starts[0]).times(timeBase), Rational.of(end).times(timeBase), stored,
                        Rational.of(longest).times(timeBase)));
    }

    /// The audible gaps between decoded frames, at their start, and at their end.
    ///
    /// @param printed ffprobe's frame lines, in order: `pts,duration`, in units of the time base
    /// @param origin the time from which the holes count, in seconds
    List<AudioHole> holes(String printed, Rational timeBase, Rational origin) {
        List<AudioHole> holes = new ArrayList<>();
        Rational decoded = first;
        for (String line : printed.lines().toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length > 1 && isNumber(fields[0]) && isNumber(fields[1])) {
                Rational start = Rational.of(Long.parseLong(fields[0])).times(timeBase);
                addHole(holes, decoded, start, origin);
                decoded = Rational.max(decoded, start.plus(Rational.of(Long.parseLong(fields[1])).times(timeBase)));
            }
        }
        addHole(holes, decoded, end, origin);
        return holes;
    }

    private static void addHole(List<AudioHole> holes, Rational from, Rational to, Rational origin) {
        if (to.minus(from).compareTo(HEARD) >= 0) {
            holes.add(new AudioHole(from.minus(origin), to.minus(from)));
        }
    }

    Rational length() {
        return end.minus(first);
    }

    /// Whether an edit list discards the packet: it is decoded but not shown.
    private static boolean isHidden(String[] fields) {
        return fields.length > 5 && fields[5].contains("D");
    }

    private static boolean isNumber(String field) {
        return field.matches("-?[0-9]{1,18}");
    }
}

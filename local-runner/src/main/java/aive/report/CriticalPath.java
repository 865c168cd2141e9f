package aive.report;

import aive.execution.RenderStep;
import aive.report.ExecutionReport.Call;
import aive.report.Workers.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The attempts that determined when the execution ended, in the order of time.
///
/// The path is followed from the end: an attempt began when the attempt before it ended, which is the one that ended
/// last until then. It either was awaited or left its worker free. A retry follows the failed attempt of its call.
record CriticalPath(List<Run> runs) {

    /// Step Functions needs time between the end of a call and the begin of the next, and clocks are rounded.
    private static final Duration ROUNDING = Duration.ofMillis(10);

    private static final int LONGEST_LIST = 6;

    CriticalPath {
        runs = List.copyOf(runs);
    }

    static CriticalPath of(Workers workers) {
        List<Run> path = new ArrayList<>();
        Optional<Run> at = workers.runs().stream().max(byEnd());
        while (at.isPresent()) {
            Run run = at.get();
            path.addFirst(run);
            Duration limit = run.timing().from().plus(ROUNDING);
            at = workers.runs().stream()
                    .filter(other -> run.attempt() > 0
                            ? other.call().equals(run.call()) && other.attempt() == run.attempt() - 1
                            : other.timing().to().compareTo(limit) <= 0
                                    && other.timing().from().compareTo(run.timing().from()) < 0)
                    .max(byEnd());
        }
        return new CriticalPath(path);
    }

    private static Comparator<Run> byEnd() {
        return Comparator.comparing((Run run) -> run.timing().to())
                .thenComparing(run -> run.timing().from(), Comparator.reverseOrder());
    }

    /// One sentence about the path.
    ///
    /// @param whole how long the execution took
    String sentence(Duration whole) {
        if (runs.isEmpty()) {
            return "No function was called.";
        }
        Map<RenderStep, Duration> times = new EnumMap<>(RenderStep.class);
        Map<RenderStep, List<Call>> calls = new EnumMap<>(RenderStep.class);
        for (Run run : runs) {
            times.merge(run.call().step(), run.timing().took(), Duration::plus);
            List<Call> own = calls.computeIfAbsent(run.call().step(), _ -> new ArrayList<>());
            if (!own.contains(run.call())) {
                own.add(run.call());
            }
        }
        List<String> parts = new ArrayList<>();
        times.forEach((step, time) -> parts.add("%s (%s)"
                .formatted(describe(step, calls.getOrDefault(step, List.of())), share(time, whole))));
        return "The critical path: %s.".formatted(String.join(", ", parts));
    }

    /// A time, and how much of the execution it was, unless that is little.
    private static String share(Duration time, Duration whole) {
        long percent = whole.isZero() ? 0 : Math.round(100.0 * time.toMillis() / whole.toMillis());
        return percent >= 10 ? "%s, %d %%".formatted(Figures.seconds(time), percent) : Figures.seconds(time);
    }

    private static String describe(RenderStep step, List<Call> calls) {
        return switch (step) {
            case PREPARE -> "preparing the project";
            case FETCH -> calls.size() == 1
                    ? "fetching batch " + calls.getFirst().number()
                    : "fetching %s one after another".formatted(list("batch", "batches", calls));
            case PLAN -> "planning";
            case RENDER -> calls.size() == 1
                    ? "rendering chunk " + calls.getFirst().number()
                    : "rendering %s one after another".formatted(list("chunk", "chunks", calls));
            case MIX -> "mixing the soundtrack";
            case STITCH -> "joining the video";
        };
    }

    private static String list(String one, String many, List<Call> calls) {
        if (calls.size() > LONGEST_LIST) {
            return "%d %s".formatted(calls.size(), many);
        }
        List<String> numbers =
                calls.stream().map(call -> Integer.toString(call.number())).toList();
        return numbers.size() == 1
                ? "%s %s".formatted(one, numbers.getFirst())
                : "%s %s and %s".formatted(
                        many, String.join(", ", numbers.subList(0, numbers.size() - 1)), numbers.getLast());
    }
}

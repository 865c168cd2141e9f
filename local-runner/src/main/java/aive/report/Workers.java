package aive.report;

import aive.report.ExecutionReport.Attempt;
import aive.report.ExecutionReport.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Assigns attempts to workers: the first worker that is free when the attempt begins.
///
/// Neither Step Functions nor the engine tells which worker ran a call. The number of workers is the largest number of
/// attempts that ran at the same time.
///
/// @param runs in the order of their begin
/// @param workers the number of workers
record Workers(List<Run> runs, int workers) {

    /// The end of an attempt may be recorded after the begin of the next one on the same worker.
    private static final Duration LATE = Duration.ofMillis(10);

    /// An attempt on a worker.
    ///
    /// @param attempt index in the attempts of the call
    /// @param worker from 0
    record Run(Call call, int attempt, int worker) {

        Attempt timing() {
            return call.attempts().get(attempt);
        }
    }

    Workers {
        runs = List.copyOf(runs);
    }

    static Workers of(List<Call> calls) {
        List<Run> waiting = new ArrayList<>();
        for (Call call : calls) {
            for (int i = 0; i < call.attempts().size(); i++) {
                waiting.add(new Run(call, i, 0));
            }
        }
        waiting.sort(Comparator.comparing((Run run) -> run.timing().from())
                .thenComparing(run -> run.timing().to()));
        List<Duration> free = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (Run run : waiting) {
            int worker = 0;
            while (worker < free.size() && free.get(worker).minus(LATE).compareTo(run.timing().from()) > 0) {
                worker++;
            }
            if (worker == free.size()) {
                free.add(run.timing().to());
            } else {
                free.set(worker, run.timing().to());
            }
            runs.add(new Run(run.call(), run.attempt(), worker));
        }
        return new Workers(runs, free.size());
    }
}

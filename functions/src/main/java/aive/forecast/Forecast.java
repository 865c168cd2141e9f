package aive.forecast;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The predicted time and price of an execution. Doubles are enough: the constants are known to some per cent.
///
/// @param steps in the order of the state machine
/// @param seconds from the start of the execution to its result
/// @param dollars of functions, requests, and state transitions; without storage and traffic
/// @param requestDollars of requests and state transitions
public record Forecast(List<Step> steps, double seconds, double dollars, double requestDollars) {

    public Forecast {
        steps = List.copyOf(steps);
    }

    /// A step of the state machine.
    ///
    /// @param name of its state
    /// @param seconds from its begin to its end
    /// @param longestCall the duration of its longest function call, in seconds
    /// @param billedSeconds of all of its calls
    /// @param calls of functions
    /// @param dollars of these calls
    public record Step(
            String name, double seconds, double longestCall, double billedSeconds, int calls, double dollars) {}

    /// Predicts an execution.
    public static Forecast of(Workload work, Deployment deployment) {
        return new Model(work, deployment).forecast();
    }

    /// The step with this name.
    public Step step(String name) {
        return steps.stream().filter(step -> step.name.equals(name)).findFirst().orElseThrow();
    }

    private record Model(Workload work, Deployment deployment) {

        private Forecast forecast() {
            Step prepare = one(
                    "Prepare project",
                    deployment.memory().prepare(),
                    deployment.storage().prepare(),
                    Speeds.REQUESTS + work.sentences() * Speeds.PREPARE_PER_SENTENCE);
            Step fetch = fetch();
            Step plan = one(
                    "Plan chunks",
                    deployment.memory().plan(),
                    deployment.storage().plan(),
                    2 * Speeds.REQUESTS + work.sentences() * Speeds.PLAN_PER_SENTENCE);
            Step render = render();
            Step mix = mix();
            Step stitch = one(
                    "Stitch video",
                    deployment.memory().stitch(),
                    deployment.storage().stitch(),
                    // Chunks are read while the video is written.
                    Speeds.STITCH + work.videoBytes() / Speeds.TRANSFER);
            List<Step> steps = List.of(prepare, fetch, plan, render, mix, stitch);
            double seconds = prepare.seconds
                    + fetch.seconds
                    + plan.seconds
                    + Math.max(render.seconds, mix.seconds)
                    + stitch.seconds;
            double requests = transitions() * Prices.TRANSITION + requests();
            double dollars = steps.stream().mapToDouble(Step::dollars).sum() + requests;
            return new Forecast(steps, seconds, dollars, requests);
        }

        private Step fetch() {
            int batches = Math.min(work.sources(), deployment.fetchConcurrency());
            if (batches == 0) {
                return new Step("Fetch media", Speeds.STATE, 0, 0, 0, 0);
            }
            int memory = deployment.memory().fetch();
            double bytes = work.sourceBytes() / batches;
            double probing = Math.ceil((double) work.sources() / batches) * Speeds.PROBE
                    / Math.min(Speeds.processors(memory), 2);
            // What is downloaded is uploaded too, at the same time but for the last source.
            double transfer = 1.2 * bytes / Speeds.TRANSFER;
            double call = start(memory, deployment.storage().fetch()) + Speeds.REQUESTS + probing + transfer;
            return many("Fetch media", memory, deployment.storage().fetch(), batches, call, call * Speeds.STRAGGLER);
        }

        private Step render() {
            if (work.allChunks() == 0) {
                return new Step("Render chunks", Speeds.STATE, 0, 0, 0, 0);
            }
            int memory = deployment.memory().render();
            double start = start(memory, deployment.storage().render());
            List<Double> calls = new ArrayList<>();
            for (Workload.ChunkWork chunk : work.chunks()) {
                calls.add(start
                        + Speeds.REQUESTS
                        + (chunk.processorSeconds() + Speeds.CHUNK) / Speeds.encoding(memory)
                        + (chunk.bytesRead() + chunk.bytesWritten()) / Speeds.TRANSFER);
            }
            // Reused chunks are called as well: the function looks whether the store still has them.
            for (int i = 0; i < work.reusedChunks(); i++) {
                calls.add(start + Speeds.REQUESTS);
            }
            boolean distributed = calls.size() > Speeds.INLINE_CHUNKS;
            int atOnce = distributed ? deployment.renderConcurrency() : Speeds.INLINE_CHUNKS;
            double longest = calls.stream().mapToDouble(Double::doubleValue).max().orElse(0);
            double wall = Math.max(makespan(calls, atOnce), longest * Speeds.STRAGGLER)
                    + (distributed ? Speeds.DISTRIBUTED_MAP : 0);
            double billed = calls.stream().mapToDouble(Double::doubleValue).sum();
            return new Step(
                    "Render chunks",
                    wall + Speeds.STATE,
                    longest,
                    billed,
                    calls.size(),
                    dollars(billed, memory, deployment.storage().render(), calls.size()));
        }

        /// The time until all calls have ended, if the longest begin first.
        private static double makespan(List<Double> calls, int atOnce) {
            PriorityQueue<Double> ends = new PriorityQueue<>();
            double last = 0;
            for (double call : calls.stream().sorted(Comparator.reverseOrder()).toList()) {
                double begin = ends.size() < atOnce ? 0 : ends.remove();
                ends.add(begin + call);
                last = Math.max(last, begin + call);
            }
            return last;
        }

        private Step mix() {
            if (work.audioSeconds() == 0) {
                return one("Mix soundtrack", deployment.memory().stitch(), deployment.storage().stitch(), Speeds.REQUESTS);
            }
            double processors = Speeds.processors(deployment.memory().stitch());
            return one(
                    "Mix soundtrack",
                    deployment.memory().stitch(),
                    deployment.storage().stitch(),
                    Speeds.REQUESTS + work.audioSeconds() * Speeds.AUDIO / processors);
        }

        private Step one(String name, int memory, int storage, double work) {
            double call = start(memory, storage) + work;
            return many(name, memory, storage, 1, call, call);
        }

        private Step many(String name, int memory, int storage, int calls, double average, double longest) {
            double billed = calls * average;
            return new Step(
                    name, longest + Speeds.STATE, longest, billed, calls, dollars(billed, memory, storage, calls));
        }

        /// Seconds until a function begins to work.
        private double start(int memory, int storage) {
            if (deployment.warm()) {
                return 0;
            }
            double processors = Math.clamp(Speeds.processors(memory), 1, 2);
            return storage <= Speeds.STORAGE_OF_SNAPSHOTS
                    ? Speeds.RESTORE + Speeds.RESTORE_WORK / processors
                    : Speeds.START + Speeds.START_WORK / processors;
        }

        private double dollars(double billed, int memory, int storage, int calls) {
            return billed * Prices.second(memory, storage, deployment.gigabyteSecond()) + calls * Prices.CALL;
        }

        /// One for each state that is entered: those around the calls, and each call of a Map.
        private int transitions() {
            // Prepare project, Fetch media, Is all media usable?, Plan chunks, Render chunks and mix soundtrack,
            // Are there many chunks?, Render chunks, Mix soundtrack, Stitch video
            int around = 9;
            return around + Math.min(work.sources(), deployment.fetchConcurrency()) + 2 * work.allChunks();
        }

        private double requests() {
            double writes = 10 + 3.0 * work.sources() + 2.0 * work.chunks().size() + work.videoBytes() / (16 << 20);
            double reads = 20 + 2.0 * work.sources() + 8.0 * work.allChunks() + work.videoBytes() / (2 << 20);
            return writes * Prices.S3_WRITE + reads * Prices.S3_READ;
        }
    }
}

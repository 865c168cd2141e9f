package aive.report;

import aive.error.Problem;
import aive.execution.RenderStep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that a report says about an execution. Times of the execution count from its start.
///
/// @param failure why the execution failed, if it did
/// @param video the finished video, if there is one
/// @param steps in the order of the state machine
/// @param calls of functions, in the order of their first attempts
/// @param chunks in the order of the video; empty if there is no plan
/// @param scenes the sentences in the order of the video; empty if there is no plan
/// @param loudness of the soundtrack; absent if it was not measured
/// @param cost absent if there is no plan
/// @param notes what the report lacks, and why: one sentence each
record ExecutionReport(
        Heading heading,
        Optional<Failure> failure,
        Optional<Video> video,
        List<Step> steps,
        List<Call> calls,
        List<Chunk> chunks,
        List<Scene> scenes,
        Optional<LoudnessCurve> loudness,
        Optional<Cost> cost,
        List<Problem> warnings,
        List<String> notes) {

    ExecutionReport {
        steps = List.copyOf(steps);
        calls = List.copyOf(calls);
        chunks = List.copyOf(chunks);
        scenes = List.copyOf(scenes);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    /// How something ended, or that it has not.
    enum Outcome {
        DONE("done"),
        FAILED("failed"),
        STOPPED("stopped"),
        RUNNING("running"),
        NOT_REACHED("not reached");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// What the report is about.
    ///
    /// @param project the author's own name for the project; the execution's name if it is unknown
    /// @param execution name or ARN of the execution
    /// @param place where the execution ran: `this machine, 2 workers`, `AWS, eu-central-1`
    /// @param took from its start to its end, or until now
    record Heading(String project, String execution, String place, Outcome outcome, Instant started, Duration took) {}

    /// Why the execution failed.
    ///
    /// @param error `MediaUnavailable`
    /// @param where the failed state; empty if unknown
    /// @param command the command that continues the execution, if that may help
    record Failure(String error, List<Problem> problems, String where, String remedy, Optional<String> command) {

        Failure {
            problems = List.copyOf(problems);
        }
    }

    /// The finished video.
    ///
    /// @param address path or URI of the video
    /// @param fps frames per second, `30` or `30000/1001`
    record Video(String address, BigDecimal seconds, long frames, int width, int height, String fps, long bytes) {}

    /// A step of the state machine.
    ///
    /// @param began when it was entered; absent if it was not
    /// @param took from its begin to its end, or until the execution's end
    /// @param parts the number of batches or chunks; 0 for a step of one call
    /// @param done the number of parts that succeeded
    record Step(
            RenderStep step,
            Outcome outcome,
            Optional<Duration> began,
            Optional<Duration> took,
            long parts,
            long done) {}

    /// A call of a function with all its attempts.
    ///
    /// @param number of the batch or chunk, from 1; 0 for the only call of a step
    /// @param sentences the sentences of a chunk, `12–15`; empty for other calls
    /// @param ready when its step began, from which on it waits for a worker
    /// @param attempts at least one
    /// @param reused whether the store already had the result
    /// @param dollars the price of its last attempt; absent where the function did not tell
    record Call(
            RenderStep step,
            int number,
            String sentences,
            Duration ready,
            List<Attempt> attempts,
            boolean reused,
            Optional<BigDecimal> dollars) {

        Call {
            attempts = List.copyOf(attempts);
        }

        /// A name for people: `Chunk 7`, `Plan chunks`.
        String name() {
            return switch (step) {
                case FETCH -> "Fetch batch " + number;
                case RENDER -> "Chunk " + number;
                case PREPARE, PLAN, MIX, STITCH -> step.state();
            };
        }

        Attempt last() {
            return attempts.getLast();
        }

        /// How long it waited for a worker before its first attempt.
        Duration waited() {
            return attempts.getFirst().from().minus(ready);
        }
    }

    /// An attempt of a call.
    ///
    /// @param error name of its error; empty unless it failed
    /// @param phases the parts of a chunk's time
    record Attempt(Duration from, Duration to, Outcome outcome, String error, Optional<Phases> phases) {

        Duration took() {
            return to.minus(from);
        }
    }

    /// The parts of an attempt to render a chunk. What is left is the start of the function.
    record Phases(Duration fetch, Duration encode, Duration upload) {}

    /// A chunk of the video.
    ///
    /// @param from its start in the video, in seconds
    /// @param because why it is rendered; empty if unknown
    record Chunk(int number, String sentences, double from, double to, State state, String because) {

        /// Whether the execution made the chunk.
        enum State {
            RENDERED("rendered"),
            REUSED("reused"),
            FAILED("failed"),
            MISSING("not rendered");

            private final String word;

            State(String word) {
                this.word = word;
            }

            String word() {
                return word;
            }
        }
    }

    /// A sentence in the video.
    ///
    /// @param number its position in time, from 1
    /// @param pointer JSON pointer of the sentence in the project
    /// @param from its start in the video, in seconds
    /// @param picture a JPEG image of a frame
    record Scene(
            int number, String id, String pointer, double from, double to, String text, Optional<Picture> picture) {}

    /// A small JPEG image.
    ///
    /// @param jpeg in Base64
    record Picture(String jpeg, int width, int height) {}

    /// The loudness of the soundtrack, measured with EBU R 128.
    ///
    /// @param interval between two values, in seconds
    /// @param values the momentary loudness, in LUFS; not below -70
    /// @param integrated over the whole soundtrack; absent for silence
    /// @param target that the project asks for
    record LoudnessCurve(double interval, List<Double> values, Optional<BigDecimal> integrated, BigDecimal target) {

        LoudnessCurve {
            values = List.copyOf(values);
        }
    }

    /// What was predicted, and what it took.
    ///
    /// @param predictedSeconds on AWS
    /// @param predictedDollars on AWS
    /// @param savedDollars how much more it would have cost if nothing had been reused
    /// @param dollars what the execution cost; absent in a local run, and where the execution did not say
    record Cost(
            BigDecimal predictedSeconds,
            BigDecimal predictedDollars,
            BigDecimal savedDollars,
            Optional<BigDecimal> dollars,
            List<Spent> steps) {

        Cost {
            steps = List.copyOf(steps);
        }
    }

    /// What a step took.
    ///
    /// @param seconds of all its calls together
    record Spent(RenderStep step, long calls, double seconds, Optional<BigDecimal> dollars) {}
}

package aive.step.plan;

import aive.composition.OutputFormat;
import aive.error.Problem;
import aive.forecast.Deployment;
import aive.forecast.EncodedSize;
import aive.forecast.Forecast;
import aive.forecast.Workload;
import aive.plan.Chunk;
import aive.plan.Estimate;
import aive.plan.RenderPlan;
import aive.planning.RenderTime;
import aive.project.Project;
import aive.time.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Predicts the time and the cost of a plan.
final class PlanEstimate {

    private final Project project;
    private final RenderPlan plan;
    private final Map<String, Long> bytes;
    private final Deployment deployment;

    /// @param bytes the length of each file of the media, by its SHA-256
    PlanEstimate(Project project, RenderPlan plan, Map<String, Long> bytes, Deployment deployment) {
        this.project = project;
        this.plan = plan;
        this.bytes = Map.copyOf(bytes);
        this.deployment = deployment;
    }

    /// @param finished SHA-256 of the chunks that need not be rendered
    /// @param mixed whether the soundtrack need not be mixed
    Estimate of(Set<String> finished, boolean mixed) {
        Forecast forecast = Forecast.of(workload(finished, mixed), deployment);
        Forecast everything = Forecast.of(workload(Set.of(), false), deployment);
        return new Estimate(
                rounded(forecast.seconds(), 1),
                rounded(forecast.dollars(), 4),
                rounded(forecast.step("Render chunks").dollars(), 4),
                rounded(forecast.requestDollars(), 4),
                rounded(everything.dollars() - forecast.dollars(), 4),
                rounded(forecast.step("Render chunks").longestCall(), 1));
    }

    /// The problem that the render would cost more than its project allows.
    Optional<Problem> beyondBudget(Estimate estimate) {
        return project.settings().budget()
                .filter(budget -> Rational.of(estimate.dollars()).compareTo(budget) > 0)
                .map(budget -> new Problem(
                        "/render/budget",
                        ("the render would cost about $%s on AWS, and render.budget allows $%s; raise it, or render a"
                                + " shorter or smaller video").formatted(estimate.dollars().toPlainString(), budget.toDecimal(4))));
    }

    private Workload workload(Set<String> finished, boolean mixed) {
        List<Chunk> unfinished =
                plan.chunks().stream().filter(chunk -> !finished.contains(chunk.sha256())).toList();
        List<Workload.ChunkWork> chunks = unfinished.stream().map(this::work).toList();
        double seconds = seconds(plan.frames().length());
        double written = bytesWritten(plan.frames().length());
        // What was fetched for an earlier render is only compared with its server.
        boolean fetched = unfinished.isEmpty();
        return new Workload(
                project.sentences().size(),
                bytes.size(),
                fetched ? 0 : bytes.values().stream().mapToDouble(Long::doubleValue).sum(),
                chunks,
                plan.chunks().size() - unfinished.size(),
                mixed ? 0 : seconds,
                written + seconds * EncodedSize.AUDIO_BYTES_PER_SECOND);
    }

    private Workload.ChunkWork work(Chunk chunk) {
        double read = chunk.spec().window().assets().stream()
                .mapToDouble(asset -> bytes.getOrDefault(asset, 0L)).sum();
        long frames = chunk.frames().length();
        return new Workload.ChunkWork(
                RenderTime.processorSeconds(chunk.spec().window()), read, bytesWritten(frames));
    }

    private OutputFormat format() {
        return plan.chunks().getFirst().spec().window().format();
    }

    private double seconds(long frames) {
        return Double.parseDouble(format().frameRate().startOf(frames).toDecimal(3));
    }

    private double bytesWritten(long frames) {
        return EncodedSize.bytes(frames, format());
    }

    private static BigDecimal rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}

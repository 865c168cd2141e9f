package aive.cli;

import aive.execution.CostSoFar;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Lines about the cost of an execution on AWS.
final class CostLines {

    private CostLines() {}

    /// What an execution cost, from its result; empty if a version without costs wrote it.
    static Optional<String> of(JsonNode result) {
        JsonNode cost = result.path("cost");
        return cost.isObject()
                ? Optional.of("cost $%s (predicted: $%s), %s s (predicted: %s s); reuse saved about $%s".formatted(
                        cost.path("dollars").asString("?"),
                        cost.path("predicted_dollars").asString("?"),
                        cost.path("seconds").asString("?"),
                        cost.path("predicted_seconds").asString("?"),
                        cost.path("saved_dollars").asString("?")))
                : Optional.empty();
    }

    /// What an execution has cost so far.
    static String soFar(CostSoFar cost) {
        return "cost so far: about $%s%s".formatted(
                cost.dollars().toPlainString(),
                cost.predicted()
                        .map(predicted -> " of $%s predicted".formatted(predicted.dollars().toPlainString()))
                        .orElse(""));
    }

    /// What is predicted for an execution.
    static String predicted(CostSoFar.Prediction prediction) {
        return "predicted: about %s s and $%s".formatted(
                prediction.seconds().toPlainString(), prediction.dollars().toPlainString());
    }
}

package aive.cli;

import aive.execution.CostSoFar;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Lines about the cost of an execution on AWS.
final class CostLines {

    private CostLines() {}

    /// What an execution cost, from its result; empty if a version without costs wrote it.
    static Optional<String> of(JsonNode result) {
        JsonNode cost = result.path("cost");
        return cost.isObject()
                ? Optional.of("cost: $%s (predicted: $%s), time: %s s (predicted: %s s)%s".formatted(
                        cost.path("dollars").asString("?"),
                        cost.path("predicted_dollars").asString("?"),
                        seconds(cost.path("seconds")),
                        seconds(cost.path("predicted_seconds")),
                        saved(cost.path("saved_dollars"))))
                : Optional.empty();
    }

    private static String seconds(JsonNode number) {
        return number.decimalValueOpt()
                .map(known -> known.setScale(1, RoundingMode.HALF_UP).toPlainString())
                .orElse("?");
    }

    private static String saved(JsonNode dollars) {
        return dollars.decimalValueOpt()
                .filter(known -> known.signum() > 0)
                .map(known -> "; reuse saved about $" + known.toPlainString())
                .orElse("");
    }

    /// What an execution without a result has cost.
    ///
    /// @param ended whether the execution has ended
    static String soFar(CostSoFar cost, boolean ended) {
        return "%s: about $%s%s%s".formatted(
                ended ? "cost" : "cost so far",
                cost.dollars().toPlainString(),
                cost.predicted()
                        .map(predicted -> " of $%s predicted".formatted(predicted.dollars().toPlainString()))
                        .orElse(""),
                switch ((int) Math.min(2, cost.failedAttempts())) {
                    case 0 -> "";
                    case 1 -> ", without 1 failed attempt";
                    default -> ", without %d failed attempts".formatted(cost.failedAttempts());
                });
    }

    /// What is predicted for an execution.
    static String predicted(CostSoFar.Prediction prediction) {
        return "predicted: about %s s and $%s".formatted(
                prediction.seconds().toPlainString(), prediction.dollars().toPlainString());
    }
}

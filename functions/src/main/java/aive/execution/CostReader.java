package aive.execution;

import aive.json.Json;
import aive.message.FunctionCall;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Adds up the prices that functions report in their outputs. Outputs of other versions may lack them.
final class CostReader {

    private static final int PLACES = 6;

    private BigDecimal dollars = BigDecimal.ZERO;
    private long failedAttempts;
    private CostSoFar.@Nullable Prediction predicted;

    /// @param event of a history with the data of states
    void read(HistoryEvent event) {
        if (FailedAttempt.of(event).filter(FailedAttempt::mayCost).isPresent()) {
            failedAttempts++;
        }
        if (event.taskSucceededEventDetails() == null) {
            return;
        }
        JsonNode output = parsed(event.taskSucceededEventDetails().output()).path("Payload");
        dollars = dollars.add(output.path(FunctionCall.FIELD).path("dollars").decimalValue(BigDecimal.ZERO));
        JsonNode estimate = output.path("estimate");
        if (estimate.isObject()) {
            predicted = new CostSoFar.Prediction(
                    estimate.path("seconds").decimalValue(BigDecimal.ZERO),
                    estimate.path("dollars").decimalValue(BigDecimal.ZERO),
                    estimate.path("chunk_dollars").decimalValue(BigDecimal.ZERO));
        }
    }

    /// Counts the chunks of a distributed Map, whose outputs are in histories of their own.
    void count(long total, long succeeded) {
        if (predicted != null && total > 0) {
            dollars = dollars.add(predicted.chunkDollars()
                    .multiply(BigDecimal.valueOf(succeeded))
                    .divide(BigDecimal.valueOf(total), PLACES, RoundingMode.HALF_UP));
        }
    }

    CostSoFar cost() {
        return new CostSoFar(dollars, Optional.ofNullable(predicted), failedAttempts);
    }

    private static JsonNode parsed(@Nullable String json) {
        try {
            return json == null
                    ? MissingNode.getInstance()
                    : Json.tree(json.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            // Step Functions cuts long data.
            return MissingNode.getInstance();
        }
    }
}

package aive.step.stitch;

import aive.forecast.CallMeter;
import aive.message.Cost;
import aive.message.EndedState;
import aive.message.FunctionCall;
import aive.message.StitchInput;
import aive.plan.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Adds up what an execution took.
///
/// The clock of Step Functions tells when a state began, and the function how long its own call has taken: the two
/// clocks are never compared.
///
/// @param estimate what was predicted
/// @param input of the state *Stitch video*, with the states before
/// @param meter of the call that runs
record Receipt(Estimate estimate, StitchInput input, CallMeter meter) {

    private static final int PLACES = 4;
    private static final int PLACES_OF_A_STEP = 6;

    Cost cost() {
        FunctionCall last = meter.soFar();
        Instant entered = input.entered().orElse(Instant.EPOCH);
        List<Cost.Step> steps = new ArrayList<>();
        for (int i = 0; i < input.before().size(); i++) {
            EndedState state = input.before().get(i);
            Instant next = i + 1 < input.before().size() ? input.before().get(i + 1).entered() : entered;
            steps.add(new Cost.Step(
                    state.state(),
                    seconds(Duration.between(state.entered(), next)),
                    state.dollars().setScale(PLACES_OF_A_STEP, RoundingMode.HALF_UP)));
        }
        steps.add(new Cost.Step("Stitch video", last.seconds(), last.dollars()));
        BigDecimal functions =
                steps.stream().map(Cost.Step::dollars).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal seconds =
                steps.stream().map(Cost.Step::seconds).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Cost(
                // In a local run, nothing costs money.
                functions.signum() == 0
                        ? BigDecimal.ZERO
                        : functions.add(estimate.requestDollars()).setScale(PLACES, RoundingMode.HALF_UP),
                estimate.dollars(),
                estimate.savedDollars(),
                seconds,
                estimate.seconds(),
                steps);
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }
}

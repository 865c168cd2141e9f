package aive.step.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aive.forecast.CallMeter;
import aive.message.Cost;
import aive.message.EndedState;
import aive.message.StitchInput;
import aive.plan.Estimate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    private static final Instant START = Instant.parse("2026-11-28T12:00:00.250Z");
    private static final Estimate ESTIMATE = new Estimate(
            new BigDecimal("22.5"),
            new BigDecimal("0.0595"),
            new BigDecimal("0.0410"),
            new BigDecimal("0.0020"),
            new BigDecimal("0.0100"),
            new BigDecimal("7.3"));

    @Test
    void aStateLastsUntilTheNextAndTheCostIsThatOfAllFunctionsAndRequests() {
        // when
        Cost cost = receipt("0.00004512345").cost();
        // then
        assertEquals(
                List.of("Prepare project", "Fetch media", "Stitch video"),
                cost.steps().stream().map(Cost.Step::state).toList());
        assertEquals(new BigDecimal("0.417"), cost.steps().get(0).seconds());
        assertEquals(new BigDecimal("3.333"), cost.steps().get(1).seconds());
        assertEquals(new BigDecimal("0.000045"), cost.steps().get(0).dollars());
        assertEquals(new BigDecimal("0.0220"), cost.dollars(), "0.000045 + 0.02 + 0.0020");
        assertTrue(cost.seconds().compareTo(new BigDecimal("3.750")) >= 0, cost.toString());
        assertEquals(ESTIMATE.dollars(), cost.predictedDollars());
        assertEquals(ESTIMATE.seconds(), cost.predictedSeconds());
        assertEquals(ESTIMATE.savedDollars(), cost.savedDollars());
    }

    @Test
    void aLocalRunCostsNothing() {
        Cost cost = new Receipt(
                        ESTIMATE,
                        new StitchInput(
                                "r",
                                "p",
                                Optional.empty(),
                                List.of(new EndedState("Prepare project", START, BigDecimal.ZERO)),
                                Optional.of(START.plusMillis(1))),
                        CallMeter.free())
                .cost();
        assertEquals(BigDecimal.ZERO, cost.dollars());
    }

    private static Receipt receipt(String dollars) {
        return new Receipt(
                ESTIMATE,
                new StitchInput(
                        "r",
                        "p",
                        Optional.empty(),
                        List.of(
                                new EndedState("Prepare project", START, new BigDecimal(dollars)),
                                new EndedState("Fetch media", START.plusMillis(417), new BigDecimal("0.02"))),
                        Optional.of(START.plusMillis(3_750))),
                CallMeter.free());
    }
}

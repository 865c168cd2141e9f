package aive.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final Workload.ChunkWork CHUNK = new Workload.ChunkWork(23, 20e6, 9e6);

    private static Workload minute() {
        return new Workload(12, 14, 125e6, Collections.nCopies(4, CHUNK), 0, 60, 36e6);
    }

    @Test
    void theTimeIsThatOfTheStepsOneAfterAnotherWithTheSoundBesideThePicture() {
        // when
        Forecast forecast = Forecast.of(minute(), Deployment.COLD);
        // then
        double steps = forecast.steps().stream().mapToDouble(Forecast.Step::seconds).sum();
        double shorter = Math.min(
                forecast.step("Render chunks").seconds(), forecast.step("Mix soundtrack").seconds());
        assertEquals(steps - shorter, forecast.seconds(), 1e-9);
    }

    /// Memory × seconds × price, at 10 GB and with a full `/tmp`.
    @Test
    void theChunksOfAMinuteCostWhatTheirSecondsCost() {
        // when
        Forecast.Step render = Forecast.of(minute(), Deployment.COLD.warmed()).step("Render chunks");
        // then: 0.1 s of requests, 23.3 processor seconds, 29 MB
        double call = 0.1 + 23.3 / Math.pow(10_240 / 1_769.0, 0.9) + 29e6 / 85e6;
        assertEquals(call, render.longestCall(), 1e-9);
        assertEquals(4 * call, render.billedSeconds(), 1e-9);
        assertEquals(4 * (call * (10 * 0.0000166667 + 9.5 * 0.0000000309) + 0.0000002), render.dollars(), 1e-9);
        // It begins at once, and the slowest takes a tenth longer than the average.
        assertEquals(call * 1.1 + 0.06, render.seconds(), 1e-9);
    }

    @Test
    void whatIsReusedCostsOnlyItsCall() {
        // given
        Workload again = new Workload(12, 14, 0, List.of(), 4, 0, 36e6);
        // when
        Forecast forecast = Forecast.of(again, Deployment.COLD.warmed());
        // then
        assertEquals(4, forecast.step("Render chunks").calls());
        assertEquals(0.4, forecast.step("Render chunks").billedSeconds(), 1e-9);
        assertEquals(0.1, forecast.step("Mix soundtrack").longestCall(), 1e-9);
        assertTrue(forecast.dollars() < Forecast.of(minute(), Deployment.COLD.warmed()).dollars() / 2);
    }

    /// 80 equal chunks: more than the inline Map takes, and two rounds where only 40 run at the same time.
    @Test
    void moreChunksThanRunAtTheSameTimeTakeRounds() {
        // given
        Workload hour = new Workload(12, 14, 125e6, Collections.nCopies(80, CHUNK), 0, 60, 36e6);
        Deployment all = Deployment.COLD.warmed();
        Deployment half = new Deployment(all.memory(), all.storage(), all.gigabyteSecond(), 10, 40, true);
        // when
        Forecast.Step wide = Forecast.of(hour, all).step("Render chunks");
        Forecast.Step narrow = Forecast.of(hour, half).step("Render chunks");
        // then
        assertEquals(1.1 * wide.longestCall() + 3 + 0.06, wide.seconds(), 1e-9);
        assertEquals(2 * narrow.longestCall() + 3 + 0.06, narrow.seconds(), 1e-9);
        assertEquals(wide.dollars(), narrow.dollars(), 1e-12);
    }

    @Test
    void startsCostTimeAndMoney() {
        // when
        Forecast cold = Forecast.of(minute(), Deployment.COLD);
        Forecast warm = Forecast.of(minute(), Deployment.COLD.warmed());
        // then
        assertTrue(cold.seconds() > warm.seconds() + 5, () -> cold.seconds() + " and " + warm.seconds());
        assertTrue(cold.dollars() > warm.dollars());
    }
}

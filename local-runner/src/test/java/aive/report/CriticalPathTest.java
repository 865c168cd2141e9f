package aive.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import aive.execution.RenderStep;
import aive.report.ExecutionReport.Attempt;
import aive.report.ExecutionReport.Call;
import aive.report.ExecutionReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

    private static Call call(RenderStep step, int number, long... times) {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < times.length; i += 2) {
            boolean last = i + 2 == times.length;
            attempts.add(new Attempt(Duration.ofMillis(times[i]), Duration.ofMillis(times[i + 1]),
                    last ? Outcome.DONE : Outcome.FAILED, "", Optional.empty()));
        }
        return new Call(step, number, "", Duration.ZERO, attempts, false, Optional.empty());
    }

    private static String sentence(long whole, Call... calls) {
        return CriticalPath.of(Workers.of(List.of(calls))).sentence(Duration.ofMillis(whole));
    }

    @Test
    void thePathFollowsTheWorkerThatWasFreeLast() {
        // given two workers: the first renders the chunks 1 and 3, the second the soundtrack and chunk 2
        Call plan = call(RenderStep.PLAN, 0, 0, 1_000);
        Call first = call(RenderStep.RENDER, 1, 1_001, 5_000);
        Call mix = call(RenderStep.MIX, 0, 1_001, 3_000);
        Call second = call(RenderStep.RENDER, 2, 3_001, 4_500);
        Call third = call(RenderStep.RENDER, 3, 5_001, 9_000);
        Call stitch = call(RenderStep.STITCH, 0, 9_020, 10_000);
        // when
        String sentence = sentence(10_000, plan, first, mix, second, third, stitch);
        // then
        assertEquals("The critical path: planning (1.0 s, 10 %), rendering chunks 1 and 3 one after another (8.0 s, 80 %),"
                + " joining the video (0.98 s, 10 %).", sentence);
        assertEquals(2, Workers.of(List.of(plan, first, mix, second, third, stitch)).workers());
    }

    @Test
    void aRetryFollowsTheFailedAttemptOfItsCall() {
        // given a chunk whose second attempt waits while another chunk ends
        Call plan = call(RenderStep.PLAN, 0, 0, 1_000);
        Call failing = call(RenderStep.RENDER, 1, 1_000, 3_000, 6_000, 9_000);
        Call other = call(RenderStep.RENDER, 2, 1_000, 5_900);
        // when
        List<Workers.Run> path = CriticalPath.of(Workers.of(List.of(plan, failing, other))).runs();
        // then
        assertEquals(List.of(plan, failing, failing), path.stream().map(Workers.Run::call).toList());
        assertEquals(List.of(0, 0, 1), path.stream().map(Workers.Run::attempt).toList());
    }

    @Test
    void givenNoCall_thenThereIsNoPath() {
        assertEquals("No function was called.", sentence(10));
    }
}

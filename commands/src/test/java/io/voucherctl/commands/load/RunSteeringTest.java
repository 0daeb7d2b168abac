package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSteeringTest {
  private static final RunJudge NO_JUDGE = new RunJudge(List.of(), List.of(), List.of());

  @ParameterizedTest
  @CsvSource({
    "+, 1.1",
    "===, 1.3",
    "-, 0.9",
    "+-, 1",
    "], 2",
    "[[, 0.25",
    "[[[[[[[, 0.1",
    "-----------------, 0.1",
    "]]]]]]], 10",
    "xyz, 1",
  })
  void keysScaleTheWholeLoadWithinBounds(String keys, double factor) {
    RunSteering steering = new RunSteering(NO_JUDGE, new TypedKeys(keys));
    assertThat(steering.factor()).isEqualTo(factor);
    assertThat(steering.stop()).isNull();
    assertThat(steering.hasQuit()).isFalse();
  }

  @Test
  void qStops() {
    RunSteering steering = new RunSteering(NO_JUDGE, new TypedKeys("q"));
    assertThat(steering.stop()).isEqualTo("stopped by key");
    assertThat(steering.hasQuit()).isTrue();
  }

  @Test
  void withoutATerminalOnlyAConditionStops() {
    RunJudge judge = new RunJudge(List.of("acme"), List.of(), List.of(Threshold.parse("max > 1s")));
    RunSteering steering = new RunSteering(judge, null);
    assertThat(steering.factor()).isEqualTo(1);
    assertThat(steering.stop()).isNull();
    judge.interval(Intervals.second(0).with("acme", "validate", "ok", 1, 2_000).get());
    assertThat(steering.stop()).isEqualTo("aborted: max > 1s");
    assertThat(steering.hasQuit()).isFalse();
  }
}

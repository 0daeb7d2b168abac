package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BodyBudgetTest {
  private static final long MANY = 10_000_000;
  private static final long FEW = 1_000;

  @Test
  void largeBodiesLeaveAQuarterToSmallOnes() {
    BodyBudget budget = new BodyBudget(4 * MANY);
    for (int i = 0; i < 3; i++) {
      assertThat(budget.take(MANY, MANY)).isTrue();
    }
    assertThat(budget.take(FEW, MANY)).isFalse();
    assertThat(budget.take(MANY - FEW, FEW)).isTrue();
    assertThat(budget.take(FEW, FEW)).isTrue();
    assertThat(budget.take(1, 1)).isFalse();
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    BodyBudget budget = new BodyBudget(4 * MANY);
    assertThat(budget.take(3 * MANY, MANY)).isTrue();
    assertThat(budget.take(1, MANY)).isFalse();
    budget.give(MANY);
    assertThat(budget.take(MANY, MANY)).isTrue();
  }
}

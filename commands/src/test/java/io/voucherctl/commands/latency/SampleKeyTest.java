package io.voucherctl.commands.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"acme/redeem/ok", "acme", "", "a/b", "a/b/c/d"})
  void everyTagComesBackAsItWas(String tag) {
    assertThat(SampleKey.ofTag(tag).tag()).isEqualTo(tag);
  }

  @Test
  void aTagOfOursNamesTenantOperationAndOutcome() {
    assertThat(SampleKey.ofTag("acme/redeem/ok")).isEqualTo(new SampleKey("acme", "redeem", "ok"));
  }
}

package io.voucherctl.server.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityAndExpansionTest {
  @ParameterizedTest
  @CsvSource({
    "256Mi, 268435456",
    "1Gi, 1073741824",
    "512Ki, 524288",
    "128M, 128000000",
    "1G, 1000000000",
    "1.5Gi, 1610612736",
    "1000, 1000"
  })
  void readsAmountsOfMemory(String text, long bytes) {
    assertThat(MemoryQuantity.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "12MB", "0", "1e99", "99999999999999999999Gi", "999999999Ti", "٣Mi"})
  void refusesWhatIsNoAmountOfMemory(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MemoryQuantity.bytes(text));
  }

  @Test
  void givesAQuarterOfTheLimitToTheHeap() {
    KubeletPlan plan = KubeletPlan.in(Path.of("/state"));

    assertThat(plan.heapMegabytes(256L << 20)).isEqualTo(64);
    assertThat(plan.heapMegabytes(0)).isEqualTo(64);
    assertThat(plan.heapMegabytes(1)).isEqualTo(2);
    assertThat(plan.withHeapShare(0.5).heapMegabytes(256L << 20)).isEqualTo(128);
  }

  @Test
  void refusesAPlanThatCannotWork() {
    KubeletPlan plan = KubeletPlan.in(Path.of("/state"));

    assertThatIllegalArgumentException().isThrownBy(() -> plan.withHeapShare(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan.withBackOff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> KubeletPlan.in(Path.of("state")));
  }

  @ParameterizedTest
  @CsvSource({
    "$(A), 1",
    "--port=$(A)$(A), --port=11",
    "$(NONE), $(NONE)",
    "$$(A), $(A)",
    "$A$(A, $A$(A",
    "a$, a$",
    "$(A) $(), 1 $()"
  })
  void expandsReferencesAsKubernetesDoes(String text, String expanded) {
    assertThat(Expansion.expand(text, Map.of("A", "1"))).isEqualTo(expanded);
  }
}

package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder.EventType;
import io.voucherctl.server.cluster.EventRecorder.Happening;
import io.voucherctl.server.cluster.EventRecorder.Subject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRecorderTest {
  private final HandClock clock = new HandClock();
  private final ObjectStore store = new ObjectStore(clock);
  private final EventRecorder events = new EventRecorder(store, clock);
  private final Subject gateway =
      new Subject("v1", "Pod", "default", "gateway-1", "uid-1", "spec.containers{gateway}");

  @Test
  void countsTheSameHappeningInOneEvent() {
    events.record(gateway, started());
    clock.advance(Duration.ofSeconds(20));
    events.record(gateway, started());

    assertThat(all()).hasSize(1);
    ObjectNode event = all().getFirst();
    assertThat(event.path("count").asInt()).isEqualTo(2);
    assertThat(event.path("firstTimestamp").asText()).isEqualTo("2021-08-20T12:38:00Z");
    assertThat(event.path("lastTimestamp").asText()).isEqualTo("2021-08-20T12:38:20Z");
    assertThat(event.path("involvedObject").path("fieldPath").asText())
        .isEqualTo("spec.containers{gateway}");
    assertThat(event.path("source").path("component").asText()).isEqualTo("kubelet");
    assertThat(event.path("type").asText()).isEqualTo("Normal");
  }

  @Test
  void keepsHappeningsOfDifferentPodsApart() {
    events.record(gateway, started());
    events.record(new Subject("v1", "Pod", "default", "gateway-1", "uid-2", ""), started());

    assertThat(all()).hasSize(2);
  }

  private static Happening started() {
    return happening("Started container gateway");
  }

  private static Happening happening(String message) {
    return new Happening(EventType.NORMAL, "kubelet", "Started", message);
  }

  private List<ObjectNode> all() {
    return store.list("events", null).items();
  }
}

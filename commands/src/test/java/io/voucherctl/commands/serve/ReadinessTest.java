package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.cluster.Namespaces;
import io.voucherctl.server.cluster.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReadinessTest {
  private final ObjectStore store = new ObjectStore(() -> Instant.EPOCH);
  private final AtomicLong seconds = new AtomicLong();
  private final Readiness readiness =
      new Readiness(store, () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos());
  private final List<String> lines = new ArrayList<>();

  @Test
  void aRegionIsReadyWithItsApiAndAllItsGateways() throws Exception {
    deployment(Manifests.API, 1);
    deployment(Manifests.GATEWAY, 2);
    readiness.await(1, 2, Duration.ofSeconds(1), lines::add);
    assertThat(lines).isEmpty();
  }

  @Test
  void aRegionWithoutGatewaysWaitsForItsApiOnly() throws Exception {
    deployment(Manifests.API, 1);
    readiness.await(1, 0, Duration.ofSeconds(1), lines::add);
    assertThat(lines).isEmpty();
  }

  @Test
  void whatIsMissingIsSaidOnceAndThenTheRegionIsGivenUp() {
    deployment(Manifests.GATEWAY, 1);
    assertThatThrownBy(() -> readiness.await(1, 2, Duration.ofSeconds(3), lines::add))
        .isInstanceOf(Failure.Broken.class)
        .hasMessage("the region is not ready after 3 s: starting: voucher API 0/1, gateways 1/2");
    assertThat(lines).containsExactly("starting: voucher API 0/1, gateways 1/2");
  }

  @Test
  void everyReplicaOfTheApiIsWaitedFor() {
    deployment(Manifests.API, 1);
    assertThatThrownBy(() -> readiness.await(2, 0, Duration.ofSeconds(3), lines::add))
        .isInstanceOf(Failure.Broken.class);
    assertThat(lines).containsExactly("starting: voucher API 1/2, gateways 0/0");
  }

  private void deployment(String name, int ready) {
    Namespaces.ensure(store, Manifests.NAMESPACE);
    ObjectNode deployment = JsonNodeFactory.instance.objectNode();
    deployment.put("apiVersion", "apps/v1").put("kind", "Deployment");
    deployment.putObject("metadata").put("name", name);
    deployment.putObject("status").put("readyReplicas", ready);
    store.create(new ObjectStore.Key("deployments", Manifests.NAMESPACE, name), deployment);
  }
}

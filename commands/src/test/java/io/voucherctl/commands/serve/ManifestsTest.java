package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.FleetController;
import io.voucherctl.server.quota.FleetDirectory;
import io.voucherctl.server.quota.KeyPair;
import io.voucherctl.server.quota.KeyText;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantKey;
import io.voucherctl.server.quota.TenantQuota;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  private static final Tenant ACME =
      new Tenant("acme", "app-1", "t0ken", new TenantQuota("acme", Rate.parse("600/m"), 7));
  private static final Tenant AWKWARD =
      new Tenant(
          "a.b-c_d",
          "it's: {",
          "'\"# \\",
          new KeyPair("- web: 'x'", "#1e3\t"),
          TenantQuota.of("a.b-c_d", Rate.perSecond(1)));

  @Test
  void quotasAreReadBackAsTheyWereOneKeyEach() {
    ObjectNode map = Manifests.quotas(List.of(ACME, AWKWARD));
    assertThat(map.at("/metadata/name").textValue()).isEqualTo("tenant-quotas");
    assertThat(map.path("data")).hasSize(2);
    for (Tenant tenant : List.of(ACME, AWKWARD)) {
      String text = map.path("data").path(tenant.id()).textValue();
      assertThat(QuotaText.parse(tenant.id(), text)).isEqualTo(QuotaRule.of(tenant.quota()));
    }
  }

  @Test
  void keysAreReadBackAsTheyWereWhateverStandsInThem() {
    ObjectNode secret = Manifests.keys(List.of(ACME, AWKWARD));
    assertThat(secret.at("/metadata/name").textValue()).isEqualTo(KeyText.SECRET);
    assertThat(secret.path("data")).hasSize(2);
    for (Tenant tenant : List.of(ACME, AWKWARD)) {
      byte[] text = Base64.getDecoder().decode(secret.path("data").path(tenant.id()).textValue());
      assertThat(KeyText.parse(tenant.id(), new String(text, StandardCharsets.UTF_8)))
          .isEqualTo(
              new TenantKey(tenant.id(), tenant.appId(), tenant.appToken(), tenant.client()));
    }
  }

  @Test
  void theGatewayHasADefectOnlyWhenItIsAskedFor() {
    assertThat(args(Manifests.gateway(plan(true), 4711))).endsWith("--defect", "as1");
    assertThat(args(Manifests.gateway(plan(false), 4711)))
        .containsExactly(
            "serve",
            "gateway",
            "--port",
            "$(PORT_HTTP)",
            "--admin-port",
            "$(PORT_ADMIN)",
            "--upstream",
            "http://127.0.0.1:4711",
            "--quotas",
            "$(VOLUME_QUOTAS)",
            "--fleet",
            "$(VOLUME_FLEET)",
            "--tenants",
            "$(VOLUME_KEYS)");
  }

  @Test
  void theGatewaysAreCountedIntoTheConfigMapThatTheyMount() {
    ObjectNode gateway = Manifests.gateway(plan(false), 4711);
    assertThat(gateway.at("/metadata/annotations/voucherctl.io~1fleet").textValue())
        .isEqualTo("gateway-fleet");
    assertThat(gateway.at("/spec/template/spec/volumes/1").toString())
        .isEqualTo("{\"name\":\"fleet\",\"configMap\":{\"name\":\"gateway-fleet\"}}");
    assertThat(container(gateway).at("/volumeMounts/1/name").textValue()).isEqualTo("fleet");
    assertThat(FleetController.KEY).isEqualTo(FleetDirectory.KEY);
  }

  @Test
  void theGatewayHasTheReplicasAndTheMemoryOfThePlan() {
    ObjectNode gateway = Manifests.gateway(plan(false), 4711);
    assertThat(gateway.at("/spec/replicas").intValue()).isEqualTo(3);
    assertThat(container(gateway).at("/resources/limits/memory").textValue()).isEqualTo("64Mi");
    assertThat(gateway.at("/spec/selector/matchLabels"))
        .isEqualTo(gateway.at("/spec/template/metadata/labels"));
  }

  private static RegionPlan plan(boolean defect) {
    return new RegionPlan(
        3, 0, new ApiPart(1, null, null), null, null, defect, "64Mi", Duration.ofSeconds(1), null);
  }

  private static JsonNode container(ObjectNode deployment) {
    return deployment.at("/spec/template/spec/containers/0");
  }

  private static List<String> args(ObjectNode deployment) {
    return StreamSupport.stream(container(deployment).path("args").spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }
}

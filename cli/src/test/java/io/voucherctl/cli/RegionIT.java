package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.cli.ServedRegion.Gateway;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One region with two gateways; each test has tenants of its own and leaves the gateways ready. */
class RegionIT {
  /** How long a change of quotas may take to reach a gateway. */
  private static final Duration PROPAGATION = Duration.ofSeconds(2);

  private static final Duration RESTART = Duration.ofMinutes(1);

  /** A machine that is busy elsewhere can spoil a run; the report says so, with this exit code. */
  private static final int INVALID_RUN = 6;

  private static final int LOADS = 5;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static ServedRegion region;

  @BeforeAll
  static void serve() throws Exception {
    region = ServedRegion.start(folder, 2);
  }

  @AfterAll
  static void stop() {
    if (region != null) {
      region.close();
    }
  }

  @Test
  void itSaysInOneJsonObjectWhereItIs() throws Exception {
    assertThat(region.serve().out().lines()).hasSize(1);
    assertThat(region.address().fieldNames())
        .toIterable()
        .containsExactly(
            "schema", "gatewayUrl", "kubeconfig", "tenantsFile", "stateDir", "store", "demo");
    assertThat(region.address().get("schema").asText()).isEqualTo("voucherctl.serve/v1");
    assertThat(region.address().get("stateDir").asText())
        .isEqualTo(folder.resolve("state").toString());
    assertThat(region.serve().err()).contains("ready: " + region.url() + ", 2 gateways");
  }

  @Test
  void onlyTheOwnerReadsWhatHoldsSecrets() throws Exception {
    for (Path file : List.of(region.kubeconfig(), region.tenants())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aPortOrAStateDirectoryInUseIsRefused() throws Exception {
    String port = Integer.toString(URI.create(region.url()).getPort());

    assertThat(Launched.run(folder, "serve", "--port", port))
        .isEqualTo(
            new Launched.Ended(
                2,
                "",
                "error: cannot listen on 127.0.0.1:"
                    + port
                    + ": Address already in use\n"
                    + "hint: choose another port, or 0 for a free one\n"));
    assertThat(Launched.run(folder, "serve", "--state", "state"))
        .isEqualTo(
            new Launched.Ended(
                2,
                "",
                "error: "
                    + folder.resolve("state")
                    + " is in use by another voucherctl\n"
                    + "hint: give this one a directory of its own\n"));
  }

  @Test
  void aQuotaChangeIsHeededByEveryGatewayAtOnce() throws Exception {
    List<Gateway> gateways = region.awaitGateways(2);

    JsonNode change = region.answer("quota", "set", "hooli", "--rate", "1/m", "--burst", "1");
    String revision = change.get("revision").asText();
    for (Gateway gateway : gateways) {
      Poll.until(
          PROPAGATION,
          gateway + " at revision " + revision,
          () -> region.quotaRevision(gateway),
          revision::equals);
    }

    assertThat(change.at("/before/rate").asText()).isEqualTo("20/s");
    assertThat(change.at("/after/rate").asText()).isEqualTo("1/m");
    assertThat(change.get("revisionBefore").asText()).isNotEqualTo(revision);
    for (Gateway gateway : gateways) {
      region.call(gateway, "hooli");
      assertThat(region.call(gateway, "hooli")).as(gateway.name()).isEqualTo(429);
    }
  }

  @Test
  void aDryRunAndALostRaceWriteNothing() throws Exception {
    JsonNode before = region.answer("quota", "get", "initech");
    JsonNode dry = region.answer("quota", "set", "initech", "--rate", "7/s", "--dry-run");
    Launched.Ended lost = region.run("quota", "set", "initech", "--rate", "7/s", "--revision", "1");

    assertThat(dry.get("dryRun").asBoolean()).isTrue();
    assertThat(dry.at("/after/rate").asText()).isEqualTo("7/s");
    assertThat(lost.code()).isEqualTo(5);
    assertThat(lost.out()).isEmpty();
    assertThat(JSON.readTree(lost.err()).get("exitCode").asInt()).isEqualTo(5);
    assertThat(region.answer("quota", "get", "initech")).isEqualTo(before);
  }

  @Test
  void aLoadAccountsForEveryRequestItOffered() throws Exception {
    region.awaitGateways(2);

    Launched.Ended ended = load();
    for (int i = 1; i < LOADS && ended.code() == INVALID_RUN; i++) {
      assertEveryRequestIsAccountedFor(ended);
      ended = load();
    }

    assertThat(ended.code()).as(ended.toString()).isZero();
    assertEveryRequestIsAccountedFor(ended);
  }

  private static Launched.Ended load() throws Exception {
    String tenants = region.tenants().toString();
    List<String> arguments = new ArrayList<>(List.of("load", "-o", "json"));
    arguments.addAll(List.of("--target", region.url(), "--tenants", tenants));
    arguments.addAll(List.of("--tenant", "acme=10/s", "--tenant", "globex=5/s"));
    arguments.addAll(List.of("--duration", "1s", "--warmup", "200ms", "--codes", "10"));
    return Launched.run(folder, arguments.toArray(String[]::new));
  }

  private static void assertEveryRequestIsAccountedFor(Launched.Ended ended) throws Exception {
    JsonNode tenants = JSON.readTree(ended.out()).get("tenants");
    assertThat(tenants).hasSize(2);
    for (JsonNode tenant : tenants) {
      long outcomes = 0;
      for (JsonNode outcome : tenant.get("outcomes")) {
        outcomes += outcome.asLong();
      }
      long expected = tenant.get("tenant").asText().equals("acme") ? 10 : 5;
      assertThat(tenant.get("offered").asLong()).isEqualTo(outcomes).isEqualTo(expected);
    }
  }

  @Test
  void aKilledGatewayComesBackAndItsDeathIsShown() throws Exception {
    Gateway victim = region.awaitGateways(2).getFirst();

    ProcessHandle.of(victim.pid()).orElseThrow().destroyForcibly();
    Gateway again =
        Poll.until(
                RESTART,
                "a restart of " + victim,
                () ->
                    region.gateways().stream()
                        .filter(gateway -> gateway.name().equals(victim.name()))
                        .findFirst(),
                found -> found.isPresent() && found.get().ready() && found.get().restarts() > 0)
            .orElseThrow();

    assertThat(again.pid()).isNotEqualTo(victim.pid());
    JsonNode restarts = region.answer("pods", "restarts").get("containers");
    assertThat(restarts)
        .anySatisfy(container -> {
          assertThat(container.get("pod").asText()).isEqualTo(victim.name());
          assertThat(container.get("owner").asText()).isEqualTo("Deployment/gateway");
          assertThat(container.at("/lastTermination/exitCode").asInt()).isEqualTo(137);
        });
  }

  @Test
  void aQuotaIsSetWhileEveryGatewayIsDownAndHoldsWhenOneComesUp() throws Exception {
    region.scaleGateways(0);
    JsonNode change;
    try {
      change = region.answer("quota", "set", "umbrella", "--rate", "1/m", "--burst", "1");
    } finally {
      region.scaleGateways(2);
    }

    assertThat(change.get("changed").asBoolean()).isTrue();
    for (Gateway gateway : region.gateways()) {
      region.call(gateway, "umbrella");
      assertThat(region.call(gateway, "umbrella")).as(gateway.name()).isEqualTo(429);
    }
  }
}

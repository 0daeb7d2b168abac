package io.voucherctl.commands.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.voucherctl.commands.Golden;
import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.commands.kube.OwnCluster;
import io.voucherctl.server.gateway.FleetStatus.Unreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayStatusCommandTest {
  private static final List<Unreachable> GONE = List.of(new Unreachable("gateway-c", "status 503"));

  private final List<KubeTarget> asked = new ArrayList<>();
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private HttpServer admin;

  @BeforeEach
  void start() throws IOException {
    admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    admin.createContext(
        "/",
        exchange -> {
          String page = pages.get(exchange.getRequestURI().toString());
          byte[] body = (page == null ? "no" : page).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    admin.start();
    serve(new ObjectMapper().writeValueAsString(Replicas.first()));
  }

  @AfterEach
  void stop() {
    admin.stop(0);
  }

  @Test
  void aFleetLooksTheSameOnATerminalInAPipeAndAsJson() throws IOException {
    Golden.check("gateway/status.tty.txt", run(true, "--context", "prod").out());
    Golden.check("gateway/status.pipe.txt", run(false, "--context", "prod").out());
    Golden.check("gateway/status.json", run(false, "--context", "prod", "-o", "json").out());
    assertThat(asked).contains(new KubeTarget(null, "prod", null));
  }

  @Test
  void histogramsAreKeptWhenAskedFor() {
    assertThat(run(false, "-o", "json").out()).doesNotContain("histogram");
    assertThat(run(false, "-o", "json", "--histograms").out()).contains("\"histogram\":\"HISTFA");
  }

  @Test
  void adminPortsAreAskedWithoutACluster() {
    CommandRun run = run(false, "--admin", url(), "-o", "json");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(run.out()).contains("\"name\":\"127.0.0.1:" + admin.getAddress().getPort() + "\"");
  }

  @Test
  void aGatewayThatDoesNotAnswerIsNamedAndTheOthersAreShown() {
    CommandRun run = run(false, "--admin", url(), "--admin", "http://127.0.0.1:1/");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("gateway 127.0.0.1:1 is left out: ");
    assertThat(run.err()).doesNotContain("Exception");
    assertThat(run.out()).contains("acme\t/v1/vouchers/{code}/validate\t20/s burst 40");
  }

  @Test
  void aGatewayThatTakesTheQuestionAndIsSilentIsNotWaitedForLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      long began = System.nanoTime();
      CommandRun none = run(false, "--admin", url);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
      assertThat(none.exit()).isEqualTo(4);

      CommandRun one = run(false, "--admin", url, "--admin", url());
      assertThat(one.exit()).isZero();
      assertThat(one.err()).contains(" is left out: ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{}",
        "{\"schema\":\"something/v1\"}",
        "{\"schema\":\"voucherctl.gateway-status/v1\"}"
      })
  void whatIsNoStatusIsNoAnswerAndNoAnswerAtAllHasItsExitCode(String page) {
    serve(page);

    CommandRun run = run(false, "--admin", url());

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("gave no status", "hint: is that the admin port");
  }

  @Test
  void fieldsOfANewerGatewayAreNoMatter() throws IOException {
    String page = new ObjectMapper().writeValueAsString(Replicas.first());
    serve(
        page.replace("{\"route\"", "{\"new\":1,\"route\"")
            .replace("\"usedBytes\"", "\"x\":1,\"usedBytes\""));

    assertThat(run(false, "--admin", url()).exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://h:1", "http://h:1/status", "h:1", "http://u@h:1", "http://h:1?x"})
  void anAdminPortIsAnAddressAndNothingMore(String url) {
    assertThat(run(false, "--admin", url).exit()).isEqualTo(2);
  }

  @Test
  void gatewaysAreFoundThroughTheirPods(@TempDir Path directory) throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    try (OwnCluster cluster = new OwnCluster(directory, clock)) {
      KubeGatewayReader reader = new KubeGatewayReader(cluster.session());
      CommandRun none = run(reader);
      assertThat(none.exit()).isEqualTo(4);
      assertThat(none.err()).contains("no gateway runs in namespace vouchers");

      cluster.create("pods", "gateway-x", pod("gateway", "127.0.0.1"));
      cluster.create("pods", "gateway-y", pod("gateway", ""));
      cluster.create("pods", "api-x", pod("api", "127.0.0.1"));

      CommandRun run = run(reader);
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out()).contains("\"name\":\"gateway-x\"").doesNotContain("api-x");
      assertThat(run.err()).isEqualTo("gateway gateway-y is left out: no admin port yet\n");
      assertThat(run.out())
          .contains("\"unreachable\":[{\"name\":\"gateway-y\",\"reason\":\"no admin port yet\"}]");
    }
  }

  private String pod(String app, String ip) {
    return """
    {"kind": "Pod", "metadata": {"labels": {"app": "%s"}},
     "spec": {"containers": [{"name": "c", "ports": [
       {"name": "http", "containerPort": 1, "hostPort": 1},
       {"name": "admin", "containerPort": 9090, "hostPort": %d}]}]},
     "status": {"podIP": "%s"}}
    """
        .formatted(app, admin.getAddress().getPort(), ip);
  }

  private void serve(String page) {
    pages.put("/status?histograms=true", page);
  }

  private String url() {
    return "http://127.0.0.1:" + admin.getAddress().getPort();
  }

  private CommandRun run(boolean terminal, String... arguments) {
    return run(terminal, _ -> new GatewayReading(Replicas.two(), GONE), arguments);
  }

  private CommandRun run(GatewayReader cluster) {
    return run(false, cluster, "-o", "json");
  }

  private CommandRun run(boolean terminal, GatewayReader cluster, String... arguments) {
    List<String> all = new ArrayList<>(List.of("status"));
    all.addAll(List.of(arguments));
    GatewayStatusCommand command =
        new GatewayStatusCommand(
            target -> {
              asked.add(target);
              return cluster;
            },
            AdminGatewayReader::new);
    return CommandRun.of(
        CommandRun.line(GatewayCommand.class, terminal, List.of(command)),
        all.toArray(String[]::new));
  }
}

package io.voucherctl.commands.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.ExecRunner;
import io.voucherctl.commands.kube.KubeClients;
import io.voucherctl.commands.kube.KubeConnection;
import io.voucherctl.commands.kube.KubeServer;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.kube.KubeTimeouts;
import io.voucherctl.commands.kube.KubeUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubePodReaderTest {
  private static final String PODS = "/api/v1/namespaces/vouchers/pods?limit=500";
  private static final String REPLICA_SETS =
      "/apis/apps/v1/namespaces/vouchers/replicasets?limit=500";
  private static final String EVENTS =
      "/api/v1/namespaces/vouchers/events?limit=500" + "&fieldSelector=involvedObject.kind%3DPod";
  private static final PodQuery HERE = new PodQuery(false, null, null);

  private static final String DEAD =
      """
      {"metadata": {"name": "gw-1", "namespace": "vouchers", "uid": "p1", "ownerReferences":
         [{"kind": "ReplicaSet", "name": "gw", "uid": "rs", "controller": true}]},
       "status": {"containerStatuses": [{"name": "gw", "restartCount": 1, "lastState":
         {"terminated": {"exitCode": 137, "reason": "Error",
          "startedAt": "2030-01-01T00:00:00Z", "finishedAt": "2030-01-01T00:01:00Z"}}}]}}
      """;
  private static final String ALIVE =
      """
      {"metadata": {"name": "gw-2", "namespace": "vouchers", "uid": "p2"}}
      """;

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private KubeSession session;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String uri = exchange.getRequestURI().toString();
          if (!uri.equals("/version")) {
            asked.add(uri);
          }
          String answer = answers.get(uri);
          byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 403 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    session =
        new KubeClients(new ExecRunner(false, Duration.ofSeconds(1)), InstantSource.system())
            .open(
                new KubeConnection(
                    "ctx",
                    "vouchers",
                    new KubeServer(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        false,
                        null,
                        null,
                        null,
                        null),
                    KubeUser.ANONYMOUS),
                KubeTimeouts.PERSON);
  }

  @AfterEach
  void stop() {
    session.close();
    server.stop(0);
  }

  @Test
  void podsTheirOwnersAndTheirEventsAreRead() {
    answers.put(PODS, list("", DEAD, ALIVE));
    answers.put(
        REPLICA_SETS,
        list(
            "",
            "{\"metadata\":{\"uid\":\"rs\",\"ownerReferences\":[{\"kind\":\"Deployment\","
                + "\"name\":\"gateway\",\"uid\":\"d\",\"controller\":true}]}}"));
    answers.put(
        EVENTS,
        list(
            "",
            event("Killing", "Container gw failed liveness probe"),
            event("BackOff", "Back-off restarting failed container gw")));

    PodReading reading = new KubePodReader(session).read(HERE);

    assertThat(reading.pods()).extracting(PodSnapshot::name).containsExactly("gw-1", "gw-2");
    assertThat(reading.events()).hasSize(1);
    assertThat(reading.notes()).isEmpty();
    ContainerRestarts row = RestartReport.of(reading).containers().getFirst();
    assertThat(row.owner()).isEqualTo("Deployment/gateway");
    assertThat(row.lastTermination().cause()).isEqualTo("probe kill (liveness)");
  }

  @Test
  void whenNothingDiedOnlyPodsAreAskedFor() {
    answers.put(PODS, list("", ALIVE));

    assertThat(RestartReport.of(new KubePodReader(session).read(HERE)).notes())
        .containsExactly("no container has restarted (1 pods in namespace vouchers)");
    assertThat(asked).containsExactly(PODS);
  }

  @Test
  void pagesAreFollowedToTheLast() {
    answers.put(PODS, list("next page", DEAD));
    answers.put(PODS + "&continue=next+page", list("", ALIVE));

    assertThat(new KubePodReader(session).read(HERE).pods()).hasSize(2);
  }

  @Test
  void namespaceAndSelectorAreAskedFor() {
    answers.put(
        "/api/v1/namespaces/other/pods?limit=500&labelSelector=app+in+%28a%2Cb%29", list(""));
    answers.put("/api/v1/pods?limit=500", list(""));
    KubePodReader reader = new KubePodReader(session);

    assertThat(reader.read(new PodQuery(false, "other", "app in (a,b)")).scope())
        .isEqualTo("namespace other");
    assertThat(reader.read(new PodQuery(true, "other", null)).scope()).isEqualTo("all namespaces");
  }

  @Test
  void missingPermissionsForOwnersAndEventsAreNotesThatNameThem() {
    answers.put(PODS, list("", DEAD));

    PodReading reading = new KubePodReader(session).read(HERE);

    assertThat(reading.notes()).hasSize(2);
    assertThat(reading.notes().get(0))
        .startsWith("owners are shown without their Deployments: no permission to")
        .contains("list replicasets.apps in namespace vouchers");
    assertThat(reading.notes().get(1))
        .startsWith("probe kills cannot be told from other kills: no permission to")
        .contains("list events in namespace vouchers");
    assertThat(RestartReport.of(reading).containers().getFirst().owner())
        .isEqualTo("ReplicaSet/gw");
  }

  @Test
  void aMissingPermissionForPodsIsAFailure() {
    assertThatThrownBy(() -> new KubePodReader(session).read(HERE))
        .isInstanceOf(Failure.Unreachable.class)
        .hasMessageContaining("list pods in namespace vouchers");
  }

  @Test
  void aServerThatIsNoApiServerIsToldSo() {
    answers.put(PODS, "<html>");

    assertThatThrownBy(() -> new KubePodReader(session).read(HERE))
        .isInstanceOf(Failure.Broken.class)
        .hasMessageContaining("does not speak the Kubernetes API");
  }

  private static String list(String next, String... items) {
    return "{\"metadata\":{\"continue\":\""
        + next
        + "\"},\"items\":["
        + String.join(",", items)
        + "]}";
  }

  private static String event(String reason, String message) {
    return "{\"involvedObject\":{\"kind\":\"Pod\",\"namespace\":\"vouchers\",\"name\":\"gw-1\","
        + "\"uid\":\"p1\",\"fieldPath\":\"spec.containers{gw}\"},\"reason\":\""
        + reason
        + "\",\"message\":\""
        + message
        + "\",\"lastTimestamp\":\"2030-01-01T00:00:40Z\"}";
  }
}

package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.voucherctl.server.cluster.Namespaces;
import io.voucherctl.server.cluster.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several replicas of the API stand behind. */
@Timeout(30)
class PodFrontTest {
  private final ObjectStore store = new ObjectStore(() -> Instant.EPOCH);
  private final List<HttpServer> servers = new ArrayList<>();
  private PodFront front;

  @BeforeEach
  void start() {
    Namespaces.ensure(store, Manifests.NAMESPACE);
    front = PodFront.start("service", Manifests.API, 0, store, new SplittableRandom(1));
  }

  @AfterEach
  void stop() {
    front.close();
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void withoutAReadyPodItAnswers503() throws Exception {
    pod("starting", Manifests.API, false);
    HttpResponse<String> answer = get();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"key\":\"service_unavailable\"");
  }

  @Test
  void requestsAreSpreadOverTheReadyPodsOfTheApi() throws Exception {
    pod("one", Manifests.API, true);
    pod("two", Manifests.API, true);
    pod("starting", Manifests.API, false);
    pod("other", Manifests.GATEWAY, true);
    TreeSet<String> answered = new TreeSet<>();
    for (int i = 0; i < 6; i++) {
      answered.add(get().body());
    }
    assertThat(answered).containsExactly("one", "two");
  }

  @Test
  void aPodThatGoesGetsNoMoreRequests() throws Exception {
    pod("one", Manifests.API, true);
    pod("two", Manifests.API, true);
    store.delete(new ObjectStore.Key("pods", Manifests.NAMESPACE, "one"));
    for (int i = 0; i < 4; i++) {
      assertThat(get().body()).isEqualTo("two");
    }
  }

  /** A pod, and a server on its port that answers with the pod's name. */
  private void pod(String name, String app, boolean ready) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(Ports.HOST), 0), 0);
    servers.add(server);
    byte[] answer = name.getBytes(StandardCharsets.US_ASCII);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    String json =
        """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "%s", "labels": {"app": "%s"}},
         "spec": {"containers": [{"name": "api", "ports": [{"name": "http", "hostPort": %d}]}]},
         "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}
        """
            .formatted(name, app, server.getAddress().getPort(), ready ? "True" : "False");
    store.create(
        new ObjectStore.Key("pods", Manifests.NAMESPACE, name),
        (ObjectNode) new ObjectMapper().readTree(json));
  }

  private HttpResponse<String> get() throws Exception {
    URI uri = URI.create("http://" + Ports.HOST + ":" + front.port() + "/readyz");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}

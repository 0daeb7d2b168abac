package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** An endpoint on a free port over a store whose clock is moved by hand. */
final class RunningCluster implements AutoCloseable {
  static final String TOKEN = "let-me-in";

  /** One answer, its body as JSON. */
  record Answer(int status, ObjectNode json) {
    String reason() {
      return json.path("reason").asText();
    }

    String message() {
      return json.path("message").asText();
    }
  }

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-08-20T12:38:00Z"));
  final ObjectStore store = new ObjectStore(now::get);
  final Map<PodLogs.Run, List<Path>> logs = new ConcurrentHashMap<>();
  final ClusterEndpoint endpoint;
  private final HttpClient http = HttpClient.newHttpClient();

  RunningCluster() throws Exception {
    endpoint =
        ClusterEndpoint.start(
            new ClusterEndpoint.Options("127.0.0.1", 0, TOKEN),
            store,
            run -> logs.getOrDefault(run, List.of()),
            System::nanoTime,
            new Random(42));
  }

  KubernetesClient client() {
    return client(TOKEN);
  }

  KubernetesClient client(String token) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(endpoint.uri().toString())
                .withOauthToken(token)
                .withNamespace("default")
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout(5_000)
                .build())
        .build();
  }

  Answer get(String path) throws Exception {
    return send("GET", path, "", "");
  }

  Answer post(String path, String body) throws Exception {
    return send("POST", path, MediaTypes.JSON, body);
  }

  Answer put(String path, String body) throws Exception {
    return send("PUT", path, MediaTypes.JSON, body);
  }

  Answer merge(String path, String body) throws Exception {
    return send("PATCH", path, MediaTypes.MERGE_PATCH, body);
  }

  Answer delete(String path, String options) throws Exception {
    return send("DELETE", path, options.isEmpty() ? "" : MediaTypes.JSON, options);
  }

  /** Bodies may be written with single quotes. */
  Answer send(String method, String path, String type, String body) throws Exception {
    HttpRequest.Builder request = request(path);
    if (!type.isEmpty()) {
      request.header("content-type", type);
    }
    HttpResponse<byte[]> response =
        http.send(
            request
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), Json.parseObject(response.body()));
  }

  HttpResponse<String> text(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  HttpResponse<InputStream> stream(String path) throws Exception {
    return http.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.uri() + path))
        .header("authorization", "Bearer " + TOKEN);
  }

  @Override
  public void close() {
    http.shutdownNow();
    endpoint.close();
    http.close();
  }
}

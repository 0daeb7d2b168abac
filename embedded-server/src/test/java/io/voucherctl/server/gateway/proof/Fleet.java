package io.voucherctl.server.gateway.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A region's gateways as its Kubernetes API shows them, and the quotas that it keeps for them. */
final class Fleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final String namespace;
  private final String token;

  Fleet(Path kubeconfig) throws IOException {
    JsonNode cluster = new YAMLMapper().readTree(kubeconfig.toFile());
    namespace =
        cluster.at("/clusters/0/cluster/server").asText() + "/api/v1/namespaces/voucherctl/";
    token = cluster.at("/users/0/user/token").asText();
  }

  /** Where the gateways tell of themselves. */
  List<URI> statusPages() throws IOException, InterruptedException {
    HttpRequest.Builder pods = api("pods?labelSelector=app%3Dgateway").GET();
    List<URI> pages = new ArrayList<>();
    for (JsonNode pod : json.readTree(send(pods)).path("items")) {
      String host = pod.at("/status/podIP").asText();
      for (JsonNode port : pod.at("/spec/containers/0/ports")) {
        if (port.path("name").asText().equals("admin")) {
          int number = port.path("hostPort").asInt();
          pages.add(URI.create("http://" + host + ":" + number + "/status"));
        }
      }
    }
    return pages;
  }

  JsonNode status(URI page) throws IOException, InterruptedException {
    return json.readTree(send(HttpRequest.newBuilder(page).timeout(PATIENCE).GET()));
  }

  /** Of one tenant, as a gateway shows it. */
  static JsonNode tenant(JsonNode status, String tenant) {
    for (JsonNode each : status.path("tenants")) {
      if (each.path("tenant").asText().equals(tenant)) {
        return each;
      }
    }
    throw new IllegalStateException("a gateway does not know " + tenant);
  }

  /** Writes a tenant's quota as {@code quota set} does: one key of the ConfigMap. */
  void edit(String tenant, String rate, long burst) throws IOException, InterruptedException {
    String quota = "rate: %s%nburst: %d%n".formatted(rate, burst);
    byte[] patch = json.writeValueAsBytes(Map.of("data", Map.of(tenant, quota)));
    send(
        api("configmaps/tenant-quotas")
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofByteArray(patch)));
  }

  private HttpRequest.Builder api(String path) {
    return HttpRequest.newBuilder(URI.create(namespace + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.request().uri() + " answered with " + answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.close();
  }
}

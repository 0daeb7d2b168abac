package io.voucherctl.cli;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A {@code serve} of its own, seen from outside: through its files, its API and its gateways. */
final class ServedRegion implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final String PATH = "/namespaces/voucherctl/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Launched serve;
  private final JsonNode address;
  private final JsonNode cluster;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServedRegion(Path folder, Launched serve, JsonNode address) throws IOException {
    this.folder = folder;
    this.serve = serve;
    this.address = address;
    this.cluster = new YAMLMapper().readTree(Files.readString(kubeconfig()));
  }

  /** One gateway pod, as the API has it. */
  record Gateway(String name, long pid, int port, int adminPort, boolean ready, int restarts) {}

  static ServedRegion start(Path folder, int gateways) throws Exception {
    List<String> arguments =
        List.of(
            "serve",
            "--no-demo",
            "--gateways",
            Integer.toString(gateways),
            "-o",
            "json",
            "--back-off-unit",
            "200ms",
            "--state",
            folder.resolve("state").toString());
    Launched serve = Launched.start(folder, arguments);
    try {
      Poll.until(START, "an answer", serve::out, out -> out.endsWith("\n") || !serve.isAlive());
      return new ServedRegion(folder, serve, JSON.readTree(serve.out()));
    } catch (Exception | AssertionError e) {
      String words = serve.err();
      serve.close();
      throw new AssertionError("the region did not start: " + words, e);
    }
  }

  Launched serve() {
    return serve;
  }

  JsonNode address() {
    return address;
  }

  String url() {
    return address.get("gatewayUrl").asText();
  }

  Path kubeconfig() {
    return Path.of(address.get("kubeconfig").asText());
  }

  Path tenants() {
    return Path.of(address.get("tenantsFile").asText());
  }

  /** Runs a command of {@code quota} or {@code pods} on this region. */
  Launched.Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kubeconfig", kubeconfig().toString(), "-o", "json"));
    return Launched.run(folder, all.toArray(String[]::new));
  }

  /** Runs one that must succeed, and reads what it says. */
  JsonNode answer(String... arguments) throws IOException, InterruptedException {
    Launched.Ended ended = run(arguments);
    if (ended.code() != 0) {
      throw new AssertionError(List.of(arguments) + " ended with " + ended);
    }
    return JSON.readTree(ended.out());
  }

  List<Gateway> gateways() throws IOException, InterruptedException {
    JsonNode pods = JSON.readTree(api("GET", "/api/v1", "pods?labelSelector=app%3Dgateway", ""));
    return StreamSupport.stream(pods.get("items").spliterator(), false)
        .map(ServedRegion::gateway)
        .toList();
  }

  List<Gateway> awaitGateways(int count) throws Exception {
    return Poll.until(
        START,
        count + " gateways",
        this::gateways,
        found -> found.size() == count && found.stream().allMatch(Gateway::ready));
  }

  void scaleGateways(int replicas) throws Exception {
    api(
        "PATCH",
        "/apis/apps/v1",
        "deployments/gateway/scale",
        "{\"spec\":{\"replicas\":" + replicas + "}}");
    awaitGateways(replicas);
  }

  /** The revision of the quotas that a gateway has in force. */
  String quotaRevision(Gateway gateway) throws IOException, InterruptedException {
    HttpRequest.Builder status = request("http://127.0.0.1:" + gateway.adminPort() + "/status");
    return JSON.readTree(send(status).body()).get("quotaRevision").asText();
  }

  /** What a tenant's call, for a voucher that nobody issued, is answered by one gateway. */
  int call(Gateway gateway, String tenant) throws IOException, InterruptedException {
    for (JsonNode known : new YAMLMapper().readTree(tenants().toFile()).get("tenants")) {
      if (known.get("id").asText().equals(tenant)) {
        return send(request("http://127.0.0.1:" + gateway.port() + "/v1/vouchers/NOBODYS")
                .header("X-App-Id", known.get("appId").asText())
                .header("X-App-Token", known.get("appToken").asText()))
            .statusCode();
      }
    }
    throw new AssertionError("no tenant " + tenant);
  }

  private String api(String method, String group, String resource, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(
            request(cluster.at("/clusters/0/cluster/server").asText() + group + PATH + resource)
                .header("Authorization", "Bearer " + cluster.at("/users/0/user/token").asText())
                .header("Content-Type", "application/merge-patch+json")
                .method(method, BodyPublishers.ofString(body)));
    if (response.statusCode() != 200) {
      throw new AssertionError(method + " " + resource + ": " + response.body());
    }
    return response.body();
  }

  private static HttpRequest.Builder request(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).timeout(ANSWER);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static Gateway gateway(JsonNode pod) {
    JsonNode status = pod.at("/status/containerStatuses/0");
    String id = status.path("containerID").asText("");
    return new Gateway(
        pod.at("/metadata/name").asText(),
        id.isEmpty() ? 0 : Long.parseLong(id.replace("process://", "")),
        pod.at("/spec/containers/0/ports/0/hostPort").asInt(),
        pod.at("/spec/containers/0/ports/1/hostPort").asInt(),
        status.path("ready").asBoolean(),
        status.path("restartCount").asInt());
  }

  @Override
  public void close() {
    http.close();
    serve.close();
  }
}

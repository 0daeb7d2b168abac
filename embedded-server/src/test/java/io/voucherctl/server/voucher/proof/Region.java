package io.voucherctl.server.voucher.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.voucherctl.server.voucher.proof.Api.Door;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A whole region of one tenant with a quota that nobody reaches, and its gateways one by one. */
final class Region implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final String TENANTS =
      """
      tenants:
      - id: proof
        appId: proof-app
        appToken: proof-token
        quota: {rate: 1000000/s, burst: 1000000}
      """;

  private final Served served;

  private Region(Served served) {
    this.served = served;
  }

  /**
   * Returns when that many gateways are ready.
   *
   * @param more arguments of {@code serve}
   */
  static Region start(
      String launcher, Path directory, int gateways, List<String> more, Map<String, String> secrets)
      throws IOException, InterruptedException {
    Path tenants = Files.writeString(directory.resolve("tenants.yaml"), TENANTS);
    List<String> arguments = new ArrayList<>(more);
    arguments.addAll(
        List.of(
            "--gateways",
            Integer.toString(gateways),
            "--tenants",
            tenants.toString(),
            "--state",
            directory.resolve("state").toString()));
    Path log = directory.resolve("serve.log");
    Region region = new Region(Served.start(List.of(launcher), arguments, secrets, log));
    Instant end = Instant.now().plus(START);
    while (region.gateways().size() < gateways) {
      if (Instant.now().isAfter(end)) {
        region.close();
        throw new IOException("no " + gateways + " gateways: " + Files.readString(log));
      }
      Thread.sleep(100);
    }
    return region;
  }

  /** Those that are ready. */
  List<Door> gateways() throws IOException, InterruptedException {
    List<Door> ready = new ArrayList<>();
    for (JsonNode pod : pods("gateway")) {
      if (pod.at("/status/containerStatuses/0/ready").asBoolean()) {
        int port = pod.at("/spec/containers/0/ports/0/hostPort").asInt();
        ready.add(Door.gateway(port, "proof-app", "proof-token"));
      }
    }
    return ready;
  }

  /** Past the gateways. */
  Door api() throws IOException, InterruptedException {
    JsonNode pod = pods("voucher-api").get(0);
    return Door.api(pod.at("/spec/containers/0/ports/0/hostPort").asInt(), "proof");
  }

  private JsonNode pods(String app) throws IOException, InterruptedException {
    JsonNode cluster =
        new YAMLMapper().readTree(Path.of(served.address().get("kubeconfig").asText()).toFile());
    URI pods =
        URI.create(
            cluster.at("/clusters/0/cluster/server").asText()
                + "/api/v1/namespaces/voucherctl/pods?labelSelector=app%3D"
                + app);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(pods)
              .header("Authorization", "Bearer " + cluster.at("/users/0/user/token").asText())
              .build();
      return new ObjectMapper()
          .readTree(http.send(request, BodyHandlers.ofString()).body())
          .path("items");
    }
  }

  @Override
  public void close() {
    served.close();
  }
}

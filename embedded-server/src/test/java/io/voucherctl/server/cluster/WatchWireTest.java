package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WatchWireTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private RunningCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = new RunningCluster();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  /** Reads one watch line by line. */
  private final class Lines implements AutoCloseable {
    private final BufferedReader reader;

    Lines(String query) throws Exception {
      HttpResponse<InputStream> response = cluster.stream(query);
      assertThat(response.statusCode()).isEqualTo(200);
      reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    ObjectNode next() throws IOException {
      return Json.parseObject(reader.readLine().getBytes(StandardCharsets.UTF_8));
    }

    /** Type, name and resourceVersion of the next event. */
    String brief() throws IOException {
      ObjectNode event = next();
      return event.path("type").asText()
          + " "
          + ObjectMeta.name(event.path("object"))
          + " "
          + ObjectMeta.resourceVersion(event.path("object"));
    }

    boolean ended() throws IOException {
      return reader.readLine() == null;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  @Test
  void tellsOnlyWhatCameAfterTheRevision() throws Exception {
    write("a", "{}");
    long since = cluster.store.revision();
    write("b", "{}");
    try (Lines lines = new Lines(MAPS + "?watch=true&resourceVersion=" + since)) {
      assertThat(lines.brief()).isEqualTo("ADDED b " + (since + 1));
      cluster.merge(MAPS + "/a", "{'data':{'k':'v'}}");
      assertThat(lines.brief()).isEqualTo("MODIFIED a " + (since + 2));
      cluster.post("/api/v1/namespaces/default/secrets", "{'metadata':{'name':'s'}}");
      cluster.delete(MAPS + "/a", "");
      assertThat(lines.brief()).isEqualTo("DELETED a " + (since + 4));
    }
  }

  @Test
  void tellsWhatIsThereWhenNoRevisionIsGiven() throws Exception {
    write("a", "{}");
    write("b", "{}");
    try (Lines lines = new Lines(MAPS + "?watch=1")) {
      assertThat(lines.brief()).startsWith("ADDED a");
      assertThat(lines.brief()).startsWith("ADDED b");
      write("c", "{}");
      assertThat(lines.brief()).startsWith("ADDED c");
    }
  }

  @Test
  void tellsArrivalsAndDeparturesOfASelection() throws Exception {
    try (Lines lines =
        new Lines(
            MAPS
                + "?watch=true&labelSelector=app%3Dgw&resourceVersion="
                + cluster.store.revision())) {
      write("a", "{}");
      cluster.merge(MAPS + "/a", "{'metadata':{'labels':{'app':'gw'}}}");
      ObjectNode added = lines.next();
      assertThat(added.path("type").asText()).isEqualTo("ADDED");
      cluster.merge(MAPS + "/a", "{'metadata':{'labels':{'app':'api'}}}");
      ObjectNode gone = lines.next();
      assertThat(gone.path("type").asText()).isEqualTo("DELETED");
      assertThat(gone.at("/object/metadata/labels/app").asText()).isEqualTo("gw");
      assertThat(ObjectMeta.resourceVersion(gone.path("object")))
          .isEqualTo(Long.toString(cluster.store.revision()));
      cluster.delete(MAPS + "/a", "");
      write("b", "{'app':'gw'}");
      assertThat(lines.brief()).startsWith("ADDED b");
    }
  }

  @Test
  void endsAtItsTimeoutWithABookmark() throws Exception {
    try (Lines lines =
        new Lines(
            MAPS
                + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion="
                + cluster.store.revision())) {
      cluster.post("/api/v1/namespaces/default/secrets", "{'metadata':{'name':'s'}}");
      assertThat(lines.brief()).isEqualTo("BOOKMARK  " + cluster.store.revision());
      assertThat(lines.ended()).isTrue();
    }
  }

  @Test
  void marksTheEndOfTheInitialEvents() throws Exception {
    write("a", "{}");
    try (Lines lines =
        new Lines(
            MAPS
                + "?watch=true&allowWatchBookmarks=true&sendInitialEvents=true"
                + "&resourceVersionMatch=NotOlderThan")) {
      assertThat(lines.brief()).startsWith("ADDED a");
      ObjectNode bookmark = lines.next();
      assertThat(bookmark.path("type").asText()).isEqualTo("BOOKMARK");
      assertThat(bookmark.at("/object/metadata/annotations/k8s.io~1initial-events-end").asText())
          .isEqualTo("true");
    }
  }

  @Test
  void saysExpiredWhenTheRevisionIsTooOldOrStillToCome() throws Exception {
    write("a", "{}");
    for (int i = 0; i <= ObjectStore.WINDOW; i++) {
      int value = i;
      cluster.store.edit(new ObjectStore.Key("configmaps", "default", "a"), o -> o.put("i", value));
    }
    for (long revision : new long[] {1, cluster.store.revision() + 1}) {
      try (Lines lines = new Lines(MAPS + "?watch=true&resourceVersion=" + revision)) {
        ObjectNode error = lines.next();
        assertThat(error.path("type").asText()).isEqualTo("ERROR");
        assertThat(error.at("/object/code").asInt()).isEqualTo(410);
        assertThat(error.at("/object/reason").asText()).isEqualTo("Expired");
        assertThat(lines.ended()).isTrue();
      }
    }
  }

  @Test
  void letsAClientGoThatReadsTooSlowly() throws Exception {
    try (Lines lines =
        new Lines(MAPS + "?watch=true&resourceVersion=" + cluster.store.revision())) {
      String large = "x".repeat(16 << 10);
      write("a", "{}");
      for (int i = 0; i < 3 * ObjectStore.WINDOW; i++) {
        int value = i;
        cluster.store.edit(
            new ObjectStore.Key("configmaps", "default", "a"),
            o -> o.put("i", value).put("text", large));
      }
      ObjectNode last = lines.next();
      long told = 0;
      while (!last.path("type").asText().equals("ERROR")) {
        told++;
        last = lines.next();
      }
      assertThat(last.at("/object/code").asInt()).isEqualTo(410);
      assertThat(told).isPositive().isLessThan(3L * ObjectStore.WINDOW);
      assertThat(lines.ended()).isTrue();
    }
  }

  @Test
  void declinesWebSocketsWithAnAnswerThatEnds() throws Exception {
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), cluster.endpoint.uri().getPort())) {
      socket.setSoTimeout(5_000);
      String request =
          "GET "
              + MAPS
              + "?watch=true HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
              + "Authorization: Bearer "
              + RunningCluster.TOKEN
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
      assertThat(reader.lines().takeWhile(line -> !line.isEmpty()))
          .anyMatch(line -> line.equalsIgnoreCase("content-length: 0"));
    }
  }

  @Test
  void endsAllWatchesWhenItCloses() throws Exception {
    try (Lines lines = new Lines(MAPS + "?watch=true")) {
      write("a", "{}");
      assertThat(lines.brief()).startsWith("ADDED a");
      cluster.endpoint.close();
      assertThat(lines.ended()).isTrue();
    }
  }

  private void write(String name, String labels) throws Exception {
    var answer = cluster.post(MAPS, "{'metadata':{'name':'" + name + "','labels':" + labels + "}}");
    assertThat(answer.status()).isEqualTo(201);
  }
}

package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.voucherctl.commands.serve.Ports;
import io.voucherctl.server.quota.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The calls over HttpCore's blocking client, to 127.0.0.1 only. */
final class HttpShopCalls implements ShopCalls {
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(1);
  private static final Timeout ANSWER_TIMEOUT = Timeout.ofSeconds(5);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpHost host;
  private final HttpRequester requester;

  /**
   * @param connections at once
   */
  HttpShopCalls(int port, int connections) {
    this.host = new HttpHost("http", InetAddress.ofLiteral(Ports.HOST), Ports.HOST, port);
    this.requester =
        RequesterBootstrap.bootstrap()
            // The standard set would also expect 100-continue and wait seconds for one.
            .setHttpProcessor(
                new DefaultHttpProcessor(
                    new RequestTargetHost(), new RequestContent(), new RequestConnControl()))
            .setSocketConfig(SocketConfig.custom().setSoTimeout(ANSWER_TIMEOUT).build())
            .setMaxTotal(connections)
            .setDefaultMaxPerRoute(connections)
            .create();
  }

  @Override
  public Answer get(String tenant, String path) throws IOException {
    return send(tenant, new BasicClassicHttpRequest("GET", host, path));
  }

  @Override
  public Answer post(String tenant, String path, JsonNode body, @Nullable String key)
      throws IOException {
    BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", host, path);
    request.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
    if (key != null) {
      request.setHeader("Idempotency-Key", key);
    }
    return send(tenant, request);
  }

  @Override
  public void close() {
    requester.close(CloseMode.IMMEDIATE);
  }

  private Answer send(String tenant, BasicClassicHttpRequest request) throws IOException {
    request.setHeader(Tenant.HEADER, tenant);
    try {
      return requester.execute(
          host, request, CONNECT_TIMEOUT, HttpCoreContext.create(), this::answer);
    } catch (HttpException e) {
      throw new IOException("no HTTP: " + e.getMessage(), e);
    }
  }

  private Answer answer(ClassicHttpResponse response) throws IOException {
    byte[] bytes =
        response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
    boolean empty = bytes == null || bytes.length == 0;
    return new Answer(response.getCode(), empty ? MissingNode.getInstance() : json.readTree(bytes));
  }
}

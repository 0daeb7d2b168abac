package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.server.quota.Tenant;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
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

/**
 * The preparing calls over HttpCore's blocking client, which needs a tenth of a second to start.
 */
final class HttpVoucherCalls implements VoucherCalls {
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofMilliseconds(1_500);

  /** An import writes hundreds of rows on a machine that may be busy. */
  private static final Timeout ANSWER_TIMEOUT = Timeout.ofSeconds(10);

  private static final int LONGEST_RETRY_AFTER = 6;

  private final HttpHost host;
  private final HttpRequester requester;

  HttpVoucherCalls(LoadTarget target) {
    this.host = new HttpHost("http", target.address(), target.uri().getHost(), target.port());
    this.requester =
        RequesterBootstrap.bootstrap()
            // The standard set would also expect 100-continue and wait seconds for one.
            .setHttpProcessor(
                new DefaultHttpProcessor(
                    new RequestTargetHost(), new RequestContent(), new RequestConnControl()))
            .setSocketConfig(SocketConfig.custom().setSoTimeout(ANSWER_TIMEOUT).build())
            .create();
  }

  @Override
  public Answer importVouchers(Tenant tenant, List<String> codes) throws IOException {
    String vouchers =
        codes.stream()
            .map(code ->
                "{\"code\":\""
                    + code
                    + "\",\"type\":\"DISCOUNT_VOUCHER\","
                    + "\"discount\":{\"type\":\"PERCENT\",\"percent_off\":10}}")
            .collect(Collectors.joining(",", "[", "]"));
    return post(tenant, "/v1/vouchers/import", vouchers);
  }

  @Override
  public Answer validate(Tenant tenant, String code) throws IOException {
    return post(tenant, "/v1/vouchers/" + code + "/validate", "{\"order\":{\"amount\":2000}}");
  }

  @Override
  public void close() {
    requester.close(CloseMode.IMMEDIATE);
  }

  private Answer post(Tenant tenant, String path, String json) throws IOException {
    BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", host, path);
    request.setHeader("X-App-Id", tenant.appId());
    request.setHeader("X-App-Token", tenant.appToken());
    request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
    try {
      return requester.execute(
          host, request, CONNECT_TIMEOUT, HttpCoreContext.create(), HttpVoucherCalls::answer);
    } catch (HttpException e) {
      throw new IOException("no HTTP: " + e.getMessage(), e);
    }
  }

  private static Answer answer(ClassicHttpResponse response) throws IOException {
    EntityUtils.consume(response.getEntity());
    Header retryAfter = response.getFirstHeader("Retry-After");
    String seconds = retryAfter == null ? "" : retryAfter.getValue().strip();
    boolean plain = seconds.length() <= LONGEST_RETRY_AFTER && seconds.matches("\\d+");
    return new Answer(response.getCode(), plain ? Long.parseLong(seconds) : 0);
  }
}

package io.voucherctl.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private record Line(String method, String rawTarget) implements RequestHead {
    @Override
    public String header(String name) {
      return null;
    }
  }

  private final Router router =
      Router.builder(Errors::shape)
          .route("GET", "/v1/vouchers/{code}", shows("one"))
          .route("PUT", "/v1/vouchers/{code}", shows("change"))
          .route("POST", "/v1/vouchers/import", shows("import"))
          .route("POST", "/v1/vouchers/{code}/validate", shows("validate"))
          .route("GET", "/v1/vouchers", shows("list"))
          .route("GET", "/", shows("root"))
          .build();

  private static Handler shows(String name) {
    return request -> Response.text(200, name + request.pathValues() + request.query().values());
  }

  private Response ask(String method, String target) throws Exception {
    return router.handle(new Request(new Line(method, target), Map.of(), Query.NONE, new byte[0]));
  }

  private String body(String method, String target) throws Exception {
    Response response = ask(method, target);
    return response.body() instanceof Response.Bytes bytes
        ? new String(bytes.bytes(), StandardCharsets.UTF_8)
        : "";
  }

  @Test
  void splitsBeforeItDecodes() throws Exception {
    assertThat(body("GET", "/v1/vouchers/a%2Fb%20c+d%25")).isEqualTo("one{code=a/b c+d%}{}");
    assertThat(body("GET", "/v1/vouchers/%C3%A9")).isEqualTo("one{code=é}{}");
    assertThat(body("GET", "/v1/v%6Fuchers/x")).isEqualTo("one{code=x}{}");
  }

  @Test
  void takesOneTrailingSlashForTheSameResource() throws Exception {
    assertThat(body("GET", "/v1/vouchers/")).isEqualTo("list{}{}");
    assertThat(body("GET", "/v1/vouchers/x/?a=1")).isEqualTo("one{code=x}{a=[1]}");
    assertThat(body("GET", "/")).isEqualTo("root{}{}");
    assertThat(ask("GET", "/v1/vouchers//").status()).isEqualTo(404);
    assertThat(ask("GET", "//").status()).isEqualTo(404);
    assertThat(ask("POST", "/v1/vouchers//validate").status()).isEqualTo(404);
    assertThat(ask("GET", "/v1//vouchers").status()).isEqualTo(404);
  }

  @Test
  void prefersALiteralButGoesBackForTheRest() throws Exception {
    assertThat(body("POST", "/v1/vouchers/import")).isEqualTo("import{}{}");
    assertThat(body("GET", "/v1/vouchers/import")).isEqualTo("one{code=import}{}");
    assertThat(body("POST", "/v1/vouchers/import/validate")).isEqualTo("validate{code=import}{}");
  }

  @Test
  void servesHeadByGet() throws Exception {
    assertThat(body("HEAD", "/v1/vouchers/x")).isEqualTo("one{code=x}{}");
  }

  @Test
  void tellsWhichMethodsAPathKnows() throws Exception {
    Response response = ask("DELETE", "/v1/vouchers/x");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers()).containsEntry("allow", "GET, HEAD, PUT");
    assertThat(ask("GET", "/v1/nothing").status()).isEqualTo(404);
    assertThat(ask("GET", "/v1").status()).isEqualTo(404);
    assertThat(ask("OPTIONS", "*").status()).isEqualTo(404);
  }

  @Test
  void takesAbsoluteTargets() throws Exception {
    assertThat(body("GET", "http://h:1/v1/vouchers?x=1")).isEqualTo("list{}{x=[1]}");
    assertThat(body("GET", "HTTP://h")).isEqualTo("root{}{}");
    assertThat(body("GET", "http://h?x=/v1/vouchers")).isEqualTo("root{}{x=[/v1/vouchers]}");
  }

  @Test
  void refusesBadEscapes() throws Exception {
    for (String bad : new String[] {"%", "%1", "%zz", "%C3", "%00", "%ff", "%+1"}) {
      assertThat(ask("GET", "/v1/vouchers/" + bad).status()).as(bad).isEqualTo(400);
      assertThat(ask("GET", "/nowhere/" + bad).status()).as(bad).isEqualTo(400);
      assertThat(ask("GET", "/v1/vouchers?a=" + bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void decodesQueries() {
    Query query = Query.parse("/x?a=1&b=x+y%2B&a=2&&c&%5Bd%5D=%C3%A9&e=f=g&=h");
    assertThat(query).isNotNull();
    assertThat(query.all("a")).containsExactly("1", "2");
    assertThat(query.first("b")).isEqualTo("x y+");
    assertThat(query.first("c")).isEmpty();
    assertThat(query.first("[d]")).isEqualTo("é");
    assertThat(query.first("e")).isEqualTo("f=g");
    assertThat(query.first("")).isEqualTo("h");
    assertThat(query.first("none")).isNull();
    assertThat(Query.parse("/x")).isEqualTo(Query.NONE);
    assertThat(Query.parse("/x?" + "a=1&".repeat(1001))).isNull();
  }

  @Test
  void asksTheFallbackForUnknownPathsOnly() throws Exception {
    Router other =
        Router.builder(Errors::shape)
            .route("GET", "/a", shows("a"))
            .fallback(_ -> Response.text(299, "fallback"))
            .build();
    assertThat(other.handle(request("GET", "/b")).status()).isEqualTo(299);
    assertThat(other.handle(request("PUT", "/a")).status()).isEqualTo(405);
  }

  @Test
  void findsTemplatesWithoutAHandler() {
    RouteTable<Integer> table =
        RouteTable.<Integer>builder()
            .add("POST", "/v1/vouchers/{code}/validate", 1)
            .add("GET", "/v1/vouchers/{code}", 2)
            .build();
    RouteTable.Entry<Integer> found = table.match("POST", "/v1/vouchers/%zz/validate?x");
    assertThat(found).isNotNull();
    assertThat(found.value()).isEqualTo(1);
    assertThat(found.template()).hasToString("/v1/vouchers/{code}/validate");
    for (String target : new String[] {"", "x", "*", "?", "/", "///", "http:", "http://", "%"}) {
      assertThat(table.match("GET", target)).as(target).isNull();
    }
    assertThat(table.match("GET", "/v1/vouchers/" + "/".repeat(5000))).isNull();
  }

  @Test
  void refusesTemplatesThatCannotWork() {
    for (String bad : new String[] {"", "v1", "/v1/", "/a//b", "/{a}/{a}", "/{", "/a{b}", "/{}"}) {
      assertThatThrownBy(() -> RouteTemplate.of(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
    RouteTable.Builder<Integer> builder = RouteTable.<Integer>builder().add("GET", "/{a}", 1);
    assertThatThrownBy(() -> builder.add("GET", "/{b}", 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Request request(String method, String target) {
    return new Request(new Line(method, target), Map.of(), Query.NONE, new byte[0]);
  }
}

import io.voucherify.client.ApiVersion;
import io.voucherify.client.VoucherifyClient;
import java.net.URI;
import java.util.Locale;

/**
 * Walks the API with the unmodified Java SDK. Environment: API_URL, APP_ID, APP_TOKEN. Ends with 1
 * at the first answer that is not as the contract says.
 */
public final class Walk {
  private Walk() {}

  public static void main(String[] arguments) {
    URI url = URI.create(System.getenv("API_URL"));
    VoucherifyClient api =
        new VoucherifyClient.Builder()
            .setAppId(System.getenv("APP_ID"))
            .setClientSecretKey(System.getenv("APP_TOKEN"))
            .setEndpoint(url.getHost() + ":" + url.getPort())
            .withoutSSL()
            .apiVersion(ApiVersion.V_2018_08_01)
            .build();
    String run = Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT);
    try {
      VoucherWalk vouchers = new VoucherWalk(api, run);
      vouchers.vouchers();
      vouchers.uses();
      BuyerWalk buyers = new BuyerWalk(api, run);
      buyers.buyers();
      buyers.campaigns();
    } catch (RuntimeException | AssertionError e) {
      System.out.println("FAILED  " + e);
      e.printStackTrace(System.out);
      System.exit(1);
    }
    System.out.println("verdict: voucherify-java-sdk 8.0.0 is served as the contract says");
    // The SDK leaves threads behind.
    System.exit(0);
  }
}

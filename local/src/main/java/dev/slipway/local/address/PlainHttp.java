package dev.slipway.local.address;

import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** HTTP clients for the AWS SDK. */
public final class PlainHttp {
    private PlainHttp() {}

    /**
     * A client for addresses on loopback, which speak plain HTTP. It trusts no certificate, so that the machine's own need not be read: that
     * takes longer than all else that makes a client.
     */
    public static UrlConnectionHttpClient.Builder client() {
        return UrlConnectionHttpClient.builder().tlsTrustManagersProvider(() -> new TrustManager[0]);
    }
}

package shop;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import tarspay.CreateDeposit;
import tarspay.SignedRequest;
import tarspay.Signer;
import tarspay.TarsPay;

/** What the shop's own pages call. */
@RestController
class Deposits {
    private final Signer signer;
    private final Books books;
    private final RestClient gateway;
    private final String mchNo;
    private final String notifyUrl;

    Deposits(
            Signer signer,
            Books books,
            @Value("${TARSPAY_URL}") String url,
            @Value("${TARSPAY_MCH_NO}") String mchNo,
            @Value("${NOTIFY_URL}") String notifyUrl) {
        this.signer = signer;
        this.books = books;
        this.gateway = RestClient.create(url);
        this.mchNo = mchNo;
        this.notifyUrl = notifyUrl;
    }

    @PostMapping("/deposits")
    String create(@RequestParam String mchOrderNo, @RequestParam String amount) {
        CreateDeposit order = new CreateDeposit();
        order.setMchNo(mchNo);
        order.setMchOrderNo(mchOrderNo);
        order.setWayCode("CASHIER");
        order.setAmount(amount);
        order.setCurrency("VND");
        order.setNotifyUrl(notifyUrl);
        SignedRequest signed = signer.createDeposit(order);
        byte[] answer = gateway.method(HttpMethod.valueOf(signed.getMethod()))
                .uri(signed.getPath())
                .headers(headers -> signed.getHeaders().forEach(headers::set))
                .body(signed.getBody())
                .retrieve()
                .body(byte[].class);
        return Long.toString(TarsPay.parseCreateDepositResponse(answer).getCode());
    }

    @GetMapping("/paid")
    String paid() {
        StringBuilder lines = new StringBuilder();
        books.paid().forEach((order, times) -> lines.append(order).append(' ').append(times).append('\n'));
        return lines.toString();
    }
}

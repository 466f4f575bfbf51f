// A photo is made smaller on the phone before it is sent: less to pay, less to wait. Without JavaScript,
// or where the phone cannot, the file goes as it is and the server makes it smaller.
const QUALITY = 0.8;

async function smaller(file, longest) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return blob && blob.size < file.size ? new File([blob], "bukti.jpg", { type: "image/jpeg" }) : file;
}

export function setUpShrinking() {
  document.addEventListener("change", async (event) => {
    const field = event.target;
    const longest = Number(field.dataset?.kecilkan);
    const file = field.files?.[0];
    if (!longest || !file?.type.startsWith("image/")) return;
    const send = field.form?.querySelector("button:not([name])");
    if (send) send.disabled = true;
    try {
      const kept = new DataTransfer();
      kept.items.add(await smaller(file, longest));
      field.files = kept.files;
    } catch {
      // the server says what is wrong with it
    } finally {
      if (send) send.disabled = false;
    }
  });
}

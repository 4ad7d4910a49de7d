import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { type CheckOptions, checkImageJson } from '../engine/check.ts';
import { checkImages, type ImageChecks } from '../engine/checkImages.ts';
import { reportBody, reportPageStyle } from '../engine/formats/htmlPage.ts';
import { wholeReport } from '../engine/formats/wholeReport.ts';
import type { ImageHost } from '../engine/images/imageHost.ts';
import { type Limits, usualLimits } from '../engine/layers/limits.ts';
import { type Report, reportSubject } from '../engine/report.ts';
import type { Log } from './guard.ts';
import { type CheckImageAnswer, type CheckImageParams, checkImageRequest, imageProgress } from './messages.ts';
import { documentName } from './subject.ts';
import { watchedHost } from './watchedHost.ts';

/** Opens a layout or an archive by its URI; undefined where it is neither. */
export type OpenImage = (uri: string, limits: Limits) => Promise<ImageHost | { readonly problem: string } | undefined>;

interface Serving {
  /** Left out where the host sees no files. */
  readonly openImage: OpenImage | undefined;
  /** What an image at the place is judged with. */
  readonly optionsFor: (uri: string) => Promise<CheckOptions & { readonly date: string }>;
  readonly log: Log;
}

/** Answers for images that are no document of an editor; gives the last report on each. */
export function registerImages(connection: Connection, serving: Serving): (uri: string) => Report | undefined {
  const reports = new Map<string, Report>();

  connection.onRequest(
    checkImageRequest,
    async (params: CheckImageParams, token: CancellationToken): Promise<CheckImageAnswer | ResponseError<never>> => {
      try {
        const options = await serving.optionsFor(params.uri);
        const checks = await checked(params, { ...serving, connection, options, token });
        if (token.isCancellationRequested) return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'Cancelled');
        if ('problem' in checks) return checks;
        if (checks.checked.length === 0) return { problem: checks.errors.map(({ message }) => message).join(' ') };
        const subjects = checks.checked.map(({ path, check }) => reportSubject(check, path));
        const report = wholeReport(subjects, checks.errors, { date: options.date, level: undefined });
        reports.set(params.uri, report);
        return { title: documentName(params.uri), body: reportBody(report), style: reportPageStyle };
      } catch (error) {
        serving.log(`The image ${params.uri} could not be checked: ${String(error)}`);
        return { problem: error instanceof Error ? error.message : String(error) };
      }
    },
  );
  return (uri) => reports.get(uri);
}

interface Checking extends Pick<Serving, 'openImage'> {
  readonly connection: Connection;
  readonly options: CheckOptions;
  readonly token: CancellationToken;
}

async function checked(
  { uri, text }: CheckImageParams,
  { openImage, connection, options, token }: Checking,
): Promise<ImageChecks | { readonly problem: string }> {
  const path = documentName(uri);
  if (text !== undefined) {
    const check = checkImageJson(text, options);
    return 'problem' in check ? check : { checked: [{ path, check }], errors: [] };
  }
  if (openImage === undefined) return { problem: 'Archives and layouts cannot be read in a browser.' };
  const host = await openImage(uri, usualLimits);
  if (host === undefined) return { problem: 'This is neither an archive of an image nor a folder with an OCI layout.' };
  if ('problem' in host) return host;
  let told = 0;
  const onRead = (bytes: number) => {
    const megabytes = Math.floor(bytes / 1e6);
    if (megabytes === told) return;
    told = megabytes;
    void connection.sendNotification(imageProgress, { uri, megabytes });
  };
  const watched = watchedHost(host, { isStopped: () => token.isCancellationRequested, onRead });
  return checkImages(watched, { path, limits: usualLimits, options });
}

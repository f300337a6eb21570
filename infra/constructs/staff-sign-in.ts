import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { LOOPBACK_CALLBACK } from '../../functions/helpdesk/api/sign-in-place.ts';
import { ROLES } from '../../functions/helpdesk/permissions.ts';
import type { Settings } from '../settings.ts';
import type { ServiceFunction } from './service-function.ts';

export interface StaffSignInProps {
  readonly settings: Settings;
  /** Where the public reaches the service. */
  readonly publicUrl: string;
}

/** Who signs staff in: the provider that the settings name, or a Cognito user pool of our own. */
export class StaffSignIn extends Construct {
  readonly #provider: { readonly issuer: string; readonly clientId: string; readonly groupsClaim: string };

  constructor(scope: Construct, id: string, { settings, publicUrl }: StaffSignInProps) {
    super(scope, id);
    this.#provider = settings.oidc ?? this.#userPool(settings.domain, `${publicUrl}/helpdesk`);
  }

  /** Tells a function who signs staff in. */
  tell(console: ServiceFunction): void {
    const { issuer, clientId, groupsClaim } = this.#provider;
    console.setEnvironment('OIDC_ISSUER', issuer);
    console.setEnvironment('OIDC_CLIENT_ID', clientId);
    console.setEnvironment('OIDC_GROUPS_CLAIM', groupsClaim);
  }

  #userPool(domain: string, console: string) {
    const pool = new UserPool(this, 'Staff', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      // text messages can be taken over with somebody's telephone number
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: { minLength: 14 },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(pool).acknowledge(
      { id: 'AwsSolutions-COG1', reason: 'Length and a second factor instead of kinds of characters, as NCSC advises' },
      { id: 'AwsSolutions-COG8', reason: 'A few dozen accounts that administrators make, each with a second factor' },
    );
    // bodies have groups of their own, made with their first round: body:<id>
    for (const groupName of [...ROLES, 'body:national']) pool.addGroup(groupName, { groupName });
    pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: domain.replaceAll('.', '-') },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    const client = new UserPoolClient(this, 'Console', {
      userPool: pool,
      generateSecret: false,
      preventUserExistenceErrors: true,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${console}/sign-in/callback`, LOOPBACK_CALLBACK],
        logoutUrls: [console],
      },
    });
    // without a look of its own the pool shows no sign-in page
    new CfnManagedLoginBranding(this, 'Look', {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    new CfnOutput(this, 'StaffPool', { value: pool.userPoolId, description: 'Where staff accounts are made' });
    return { issuer: pool.userPoolProviderUrl, clientId: client.userPoolClientId, groupsClaim: 'cognito:groups' };
  }
}
